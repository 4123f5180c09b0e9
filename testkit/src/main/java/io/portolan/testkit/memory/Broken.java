package io.portolan.testkit.memory;

/**
 * A mistake that a driver's author could make, each against one law of the driver SPI. A memory provider with one of them must fail the rule of
 * that law in the conformance kit, and no control does.
 */
public enum Broken {
    /** Plans with a look at the cloud. */
    READS_WHILE_PLANNING(1),
    /** Writes each record set alone where a batch would do, a type's change included. */
    ONE_WRITE_PER_RECORD_SET(2),
    /** Makes a second call within a step. */
    TWO_WRITES_IN_ONE_STEP(3),
    /** Takes an argument from somewhere else than the step. */
    ARGUMENT_BEHIND_THE_BACK(4),
    /** Takes the old away while making the new. */
    OLD_GOES_FIRST(5),
    /** Knows outputs only once they are observed. */
    OUTPUT_ONLY_WHEN_OBSERVED(6),
    /** Plans nothing where it should refuse. */
    REFUSAL_SWALLOWED(7),
    /** Takes what could not be read for absent. */
    UNREAD_IS_ABSENT(8),
    /** Sees only the first thing with a mark. */
    FIRST_OF_THE_BAG(9),
    /** Takes what was intended for made, whoever's it is. */
    INTENDED_IS_OURS(10),
    /** Does not look for what it made and a list does not show. */
    MADE_IS_FORGOTTEN(10),
    /** Declares a token and sends none. */
    TOKEN_NOT_SENT(11),
    /** Calls a blind create repeatable. */
    BLIND_IS_CALLED_SAFE(12),
    /** Keeps a count of runs in the mark, and compares it. */
    EPOCH_IN_THE_MARK(13),
    /** Claims nothing. */
    NO_CLAIMS(14),
    /** Adopts the first part and calls it all. */
    FIRST_PART_ADOPTED(15),
    /** Takes the refusal of a delete for success. */
    IN_USE_IS_GONE(16),
    /** Names nothing that it needs alone. */
    NOTHING_EXCLUSIVE(17),
    /** Goes on before a thing can be used. */
    NO_WAIT(19),
    /** Sends no condition where one can be sent. */
    NO_CONDITION(20),
    /** Declares what it ignores. */
    SUPPORT_LIES(21),
    /** Passes a secret as a plain argument. */
    SECRET_IN_PLAIN(23);

    private final int law;

    Broken(int law) {
        this.law = law;
    }

    /** The number of the law that it breaks. */
    public int law() {
        return law;
    }
}

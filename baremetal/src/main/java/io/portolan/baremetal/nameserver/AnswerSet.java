package io.portolan.baremetal.nameserver;

import io.portolan.baremetal.nameserver.RecordSetData.Policy;
import io.portolan.baremetal.nameserver.ServerStatus.CheckHealth;
import io.portolan.baremetal.nameserver.ServerStatus.ChoiceHealth;
import io.portolan.baremetal.nameserver.ServerStatus.Health;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One record set ready to be answered: its choices' records, and how one of them is picked. */
final class AnswerSet {
    private final int type;
    private final RecordSetData data;
    private final List<Choice> choices;
    private final @Nullable Records only;

    /** @param choices in the order of {@code data}'s */
    AnswerSet(int type, RecordSetData data, List<Choice> choices) {
        this.type = type;
        this.data = data;
        this.choices = List.copyOf(choices);
        this.only = choices.size() == 1 ? choices.get(0).records : null;
    }

    int type() {
        return type;
    }

    RecordSetData data() {
        return data;
    }

    List<Choice> choices() {
        return choices;
    }

    void keepChecks(HealthChecks.Draft draft) {
        choices.forEach(choice -> choice.checks.forEach(state -> draft.state(state.check())));
    }

    Records pick(RandomGenerator random) {
        if (only != null) {
            return only;
        }
        return data.policy() == Policy.WEIGHTED ? draw(random) : first();
    }

    /** What a copy of the zone holds, which can't hold choices: the first one that has a weight. */
    Records representative() {
        for (Choice choice : choices) {
            if (data.policy() != Policy.WEIGHTED || choice.weight > 0) {
                return choice.records;
            }
        }
        return choices.get(0).records;
    }

    private Records first() {
        for (Choice choice : choices) {
            if (choice.healthy()) {
                return choice.records;
            }
        }
        return choices.get(0).records;
    }

    private Records draw(RandomGenerator random) {
        boolean[] out = new boolean[choices.size()];
        long total = 0;
        int healthy = 0;
        for (int i = 0; i < out.length; i++) {
            if (choices.get(i).healthy()) {
                total += choices.get(i).weight;
                healthy++;
            } else {
                out[i] = true;
            }
        }
        if (healthy == 0) {
            Arrays.fill(out, false);
            healthy = out.length;
            for (Choice choice : choices) {
                total += choice.weight;
            }
        }
        long drawn = random.nextLong(total == 0 ? healthy : total);
        for (int i = 0; i < out.length; i++) {
            if (!out[i]) {
                drawn -= total == 0 ? 1 : choices.get(i).weight;
                if (drawn < 0) {
                    return choices.get(i).records;
                }
            }
        }
        throw new IllegalStateException("drew beyond the weights of " + data.name());
    }

    /** One choice, its health read whenever it is needed. */
    static final class Choice {
        private final String id;
        private final int weight;
        private final Records records;
        private final List<CheckState> checks;

        Choice(String id, int weight, Records records, List<CheckState> checks) {
            this.id = id;
            this.weight = weight;
            this.records = records;
            this.checks = List.copyOf(checks);
        }

        Records records() {
            return records;
        }

        List<CheckState> checks() {
            return checks;
        }

        boolean healthy() {
            for (int i = 0; i < checks.size(); i++) {
                if (checks.get(i).health() == Health.UNHEALTHY) {
                    return false;
                }
            }
            return true;
        }

        ChoiceHealth health(RecordSetData set) {
            List<CheckHealth> now = checks.stream().map(CheckState::read).toList();
            Health all = Health.HEALTHY;
            for (CheckHealth check : now) {
                if (check.health() == Health.UNHEALTHY || all == Health.HEALTHY) {
                    all = check.health();
                }
            }
            return new ChoiceHealth(set.name(), set.type(), id, all, now);
        }
    }
}

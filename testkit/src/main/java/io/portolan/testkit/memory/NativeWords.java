package io.portolan.testkit.memory;

/** What the tempers call what is not a call on one type of thing: the inventory, record sets, operations. */
final class NativeWords {
    private NativeWords() {}

    /** Everything but record sets. */
    static String inventory(Temper temper) {
        return switch (temper) {
            case TOKENS -> "tags ListResources";
            case OPERATIONS -> "assets.list";
            case DOCUMENTS -> "resources LIST";
            case HOST -> "host.inventory";
        };
    }

    static String list(Temper temper) {
        return switch (temper) {
            case TOKENS -> "dns ListRecords";
            case OPERATIONS -> "records.list";
            case DOCUMENTS -> "records LIST";
            case HOST -> "zone.transfer";
        };
    }

    /** A batch; where there is none, one record set is put or deleted. */
    static String change(Temper temper, boolean delete) {
        return switch (temper) {
            case TOKENS -> "dns ChangeRecords";
            case OPERATIONS -> "changes.create";
            case DOCUMENTS -> delete ? "records DELETE" : "records PUT";
            case HOST -> "zone.update";
        };
    }

    static String health(Temper temper) {
        return switch (temper) {
            case TOKENS -> "lb DescribeTargetHealth";
            case OPERATIONS -> "services.getHealth";
            case DOCUMENTS -> "balancers HEALTH";
            case HOST -> "balancer.status";
        };
    }

    static String operation(Temper temper) {
        return temper == Temper.TOKENS ? "dns DescribeChange" : "operations.get";
    }
}

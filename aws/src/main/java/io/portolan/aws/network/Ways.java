package io.portolan.aws.network;

import io.portolan.model.Cidr;
import io.portolan.model.NativeId;
import io.portolan.model.Output;
import io.portolan.network.Network;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a link needs of a network beside its id: its blocks, to which routes lead, and its route tables, in which they stand. Immutable. */
final class Ways {
    /** Blocks and tables of a network; known when planned. */
    static final Output<Ways> OUTPUT = Output.of(Network.KIND.name(), "ways", Ways.class);

    /** The table that AWS makes with a VPC; it is no part of the network, and serves every subnet without a table of its own. */
    static final String MAIN = "main";

    private final List<Cidr> blocks;
    private final List<String> tables;

    private Ways(List<Cidr> blocks, List<String> tables) {
        this.blocks = blocks;
        this.tables = tables;
    }

    /** These blocks, and the tables of these roles. */
    static Ways of(List<Cidr> blocks, List<String> tables) {
        return new Ways(
                blocks.stream().sorted().toList(),
                tables.stream().sorted().distinct().toList());
    }

    /** The id of the network's route table of this role. */
    static Output<NativeId> table(String role) {
        return Output.of(Network.KIND.name(), "route table " + role, NativeId.class);
    }

    List<Cidr> blocks() {
        return blocks;
    }

    List<String> tables() {
        return tables;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Ways other && blocks.equals(other.blocks) && tables.equals(other.tables);
    }

    @Override
    public int hashCode() {
        return Objects.hash(blocks, tables);
    }

    @Override
    public String toString() {
        return blocks + " by " + tables;
    }
}

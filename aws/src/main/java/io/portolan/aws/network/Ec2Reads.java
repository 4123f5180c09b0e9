package io.portolan.aws.network;

import io.portolan.aws.account.Pages;
import io.portolan.aws.account.Service;
import io.portolan.spi.driver.Reads;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;

/** The reads of networks, firewalls and addresses: each list once in a pass, whoever asks. */
final class Ec2Reads {
    private final Service<Ec2Client> ec2;
    private final Reads reads;

    Ec2Reads(Service<Ec2Client> ec2, Reads reads) {
        this.ec2 = ec2;
        this.reads = reads;
    }

    /** Every Elastic IP of the region; AWS gives them without pages. */
    List<Address> addresses() {
        return reads.once(
                ec2.call("DescribeAddresses"),
                "",
                () -> ec2.read(
                        "DescribeAddresses",
                        "",
                        client -> client.describeAddresses(r -> {}).addresses()));
    }

    Address address(String id) {
        return one(
                "DescribeAddresses",
                id,
                client -> client.describeAddresses(r -> r.allocationIds(id)).addresses());
    }

    private <P, T> List<T> all(
            String operation,
            BiFunction<Ec2Client, @Nullable String, P> page,
            Function<P, List<T>> items,
            Function<P, @Nullable String> next) {
        return reads.once(
                ec2.call(operation),
                "",
                () -> Pages.all(
                        token -> ec2.read(operation, token, client -> page.apply(client, Pages.token(token))),
                        items,
                        next));
    }

    /** One thing by its id: AWS refuses an id that is not there. */
    private <T> T one(String operation, String id, Function<Ec2Client, List<T>> read) {
        return reads.once(
                ec2.call(operation), id, () -> ec2.read(operation, id, read).get(0));
    }
}

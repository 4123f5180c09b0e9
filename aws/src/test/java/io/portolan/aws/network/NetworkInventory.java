package io.portolan.aws.network;

import io.portolan.aws.Inventory;
import io.portolan.aws.MotoAccount;
import io.portolan.model.NativeId;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;

/** VPCs with all that is in them, security groups and addresses on moto; what a new account has of its own is left out. */
public final class NetworkInventory implements Inventory {
    @Override
    public void census(MotoAccount account, Map<NativeId, String> all) {
        try (Ec2Client client = account.client(Ec2Client.builder())) {
            for (Address address : client.describeAddresses().addresses()) {
                all.put(NativeId.of("address", address.allocationId()), address.publicIp() + " " + address.tags());
            }
        }
    }

    @Override
    public boolean received(SdkRequest request, Map<String, Object> arguments) {
        if (request instanceof ReleaseAddressRequest release) {
            arguments.put("id", release.allocationId());
            return true;
        }
        if (request instanceof DeleteTagsRequest tags) {
            arguments.put("Resources", tags.resources());
            arguments.put("Tags", tags.tags());
            return true;
        }
        return false;
    }
}

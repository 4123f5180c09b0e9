package io.portolan.cli.status;

import io.portolan.baremetal.cloud.Api;
import io.portolan.cli.workspace.Workspace;
import io.portolan.engine.Portolan;
import java.util.Map;

/** Whether nobody serves what the embedded provider holds. */
public final class Stopped {
    private Stopped() {}

    /** False for every other provider. Asks the provider. */
    public static boolean is(Workspace workspace, Portolan portolan) {
        return workspace.provider().isEmbedded()
                && portolan.provider(workspace.providerName())
                        .unwrap(Api.class)
                        .map(api -> api.call("cloud.describe", Map.of()).get("served"))
                        .filter(Boolean.FALSE::equals)
                        .isPresent();
    }
}

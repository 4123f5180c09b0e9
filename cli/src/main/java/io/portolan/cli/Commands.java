package io.portolan.cli;

import io.portolan.cli.apply.AdoptCommand;
import io.portolan.cli.apply.ApplyCommand;
import io.portolan.cli.apply.DestroyCommand;
import io.portolan.cli.demo.DemoCommand;
import io.portolan.cli.graph.GraphCommand;
import io.portolan.cli.plan.DiffCommand;
import io.portolan.cli.plan.PlanCommand;
import io.portolan.cli.probe.ProbeCommand;
import io.portolan.cli.serve.ServeCommand;
import io.portolan.cli.serve.UpCommand;
import io.portolan.cli.status.ExplainCommand;
import io.portolan.cli.status.StatusCommand;
import io.portolan.cli.support.ProvidersCommand;
import io.portolan.cli.support.SchemaCommand;
import io.portolan.cli.support.SupportCommand;
import io.portolan.cli.terminal.Terminal;
import io.portolan.cli.validate.ValidateCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The commands by name. Each is made only when it is called, or when all are listed: a command loads nothing of the others. */
final class Commands {
    private static final Map<String, Function<Terminal, Object>> ALL = all();

    private Commands() {}

    private static Map<String, Function<Terminal, Object>> all() {
        Map<String, Function<Terminal, Object>> all = new LinkedHashMap<>();
        all.put("validate", ValidateCommand::new);
        all.put("plan", PlanCommand::new);
        all.put("apply", ApplyCommand::new);
        all.put("serve", ServeCommand::new);
        all.put("up", UpCommand::new);
        all.put("status", StatusCommand::new);
        all.put("diff", DiffCommand::new);
        all.put("destroy", DestroyCommand::new);
        all.put("adopt", AdoptCommand::new);
        all.put("explain", ExplainCommand::new);
        all.put("graph", GraphCommand::new);
        all.put("probe", ProbeCommand::new);
        all.put("support", SupportCommand::new);
        all.put("schema", SchemaCommand::new);
        all.put("providers", ProvidersCommand::new);
        all.put("demo", DemoCommand::new);
        all.put("completion", CompletionCommand::new);
        return all;
    }

    static Map<String, Function<Terminal, Object>> byName() {
        return ALL;
    }
}

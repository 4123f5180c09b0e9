package io.portolan.engine.manifest;

import io.portolan.engine.manifest.Node.Scalar;
import io.portolan.model.Secret;
import java.util.Map;
import java.util.Optional;

/** Where a secret is: a file, an environment variable or a store; never the secret itself. */
final class SecretType implements Type<Secret> {
    private static final Attribute<String> FILE = Attribute.optional(
                    "file", Texts.TEXT, "A file, relative to the manifest's folder.")
            .example("tls/shop.key");
    private static final Attribute<String> ENV =
            Attribute.optional("env", Texts.TEXT, "An environment variable.").example("SHOP_TLS_KEY");
    private static final Attribute<String> STORE = Attribute.optional(
                    "store", Texts.TEXT, "A store of portolan.yaml, which says what program to ask.")
            .example("vault");
    private static final Attribute<String> KEY = Attribute.optional(
                    "key", Texts.TEXT, "With store: what to ask it for.")
            .example("shop/tls");

    /** Something secret. */
    static final SecretType SECRET = new SecretType("secret", "Secret");

    private final Form<Secret> form;
    private final String word;

    private SecretType(String word, String definition) {
        this.word = word;
        this.form = Form.of("the place of a secret", definition, SecretType::make, FILE, ENV, STORE, KEY)
                .oneOf(FILE, ENV, STORE)
                .together(STORE, KEY);
    }

    private static Optional<Secret> make(Filled in) {
        SecretReader secrets = in.at().session().secrets();
        if (in.has(FILE)) {
            return secrets.file(in.get(FILE), in.node(FILE), in.at());
        }
        if (in.has(ENV)) {
            return secrets.variable(in.get(ENV), in.node(ENV), in.at());
        }
        return secrets.store(in.get(STORE), in.node(STORE), in.get(KEY), in.node(KEY), in.at());
    }

    @Override
    public Optional<Secret> read(Node node, Reading at) {
        if (node instanceof Scalar scalar) {
            at.report(plain(scalar, at));
            return Optional.empty();
        }
        return form.read(node, at);
    }

    /** A secret stands in plain: says how much of it, and repeats nothing. */
    static Diagnostic plain(Scalar scalar, Reading at) {
        long lines = scalar.text().lines().count();
        String file = at.owner()
                .flatMap(o -> o.mapping("certificate"))
                .flatMap(c -> c.scalar("file"))
                .map(f -> f.text().replaceFirst("\\.[A-Za-z]+$", "") + ".key")
                .filter(f -> f.length() <= 60 && !PlainSecrets.isKey(f))
                .orElse("tls/shop.key");
        return at.problem("P030", scalar, "a secret stands here in plain")
                .because(lines > 1 ? lines + " lines, not repeated here" : "not repeated here")
                .help(
                        "write {file: " + file + "}, {env: NAME} or {store: "
                                + at.session().secrets().store() + ", key: ...}",
                        "it is in this file's history now: make a new key");
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return form.schema(definitions);
    }

    @Override
    public Optional<Form<?>> form() {
        return Optional.of(form);
    }
}

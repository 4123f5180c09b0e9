package io.portolan.testkit.conformance;

import io.portolan.model.Kind;
import io.portolan.network.Link;

/** The rules of links. */
public abstract class LinkConformance extends KindConformance<Link> {
    /** By the author's subclass. */
    protected LinkConformance() {}

    @Override
    final Kind<Link> kind() {
        return Link.KIND;
    }
}

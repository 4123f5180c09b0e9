package io.portolan.testkit.memory;

import io.portolan.loadbalancer.LoadBalancer;
import io.portolan.model.IpAddress;
import java.util.HashSet;
import java.util.Set;

/** The virtual addresses that nobody has, over the whole picture: what is there, and what this plan has given out. */
final class FreeAddresses {
    private final PartWorld world;
    private final Set<Object> taken = new HashSet<>();
    private int inside;
    private int outside;

    FreeAddresses(PartWorld world) {
        this.world = world;
    }

    /** The first that is free; the same for the same picture and order of keys. */
    IpAddress next(LoadBalancer.Scheme scheme) {
        if (taken.isEmpty()) {
            world.all("balancer").forEach(t -> t.get("vip").ifPresent(taken::add));
        }
        while (true) {
            int n = scheme == LoadBalancer.Scheme.PUBLIC ? outside++ : inside++;
            String prefix = scheme == LoadBalancer.Scheme.PUBLIC ? "198.19." : "10.251.";
            if (n >= 250 * 250) {
                throw new IllegalStateException("every virtual address is taken");
            }
            IpAddress address = IpAddress.parse(prefix + n / 250 + "." + (n % 250 + 1));
            if (taken.add(address)) {
                return address;
            }
        }
    }
}

package io.portolan.aws;

import io.portolan.aws.account.Account;
import io.portolan.aws.account.Sites;
import io.portolan.aws.site.SitedDriver;
import io.portolan.spi.driver.ResourceDriver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The regions of a provider by the names of their sites, home first. */
final class Regions {
    private final Map<String, Region> all;
    private final Sites sites;

    Regions(Region home, Map<String, Region> further) {
        Map<String, Region> regions = new LinkedHashMap<>();
        regions.put(Sites.HOME, home);
        regions.putAll(further);
        this.all = Collections.unmodifiableMap(regions);
        Map<String, Account> accounts = new LinkedHashMap<>();
        further.forEach((name, region) -> accounts.put(name, region.account()));
        this.sites = Sites.of(home.account(), accounts);
    }

    Sites sites() {
        return sites;
    }

    /** These drivers of each region, one for each kind over all of them. */
    List<ResourceDriver<?, ?>> drivers(Function<Region, List<ResourceDriver<?, ?>>> of) {
        List<List<ResourceDriver<?, ?>>> each = all.values().stream().map(of).toList();
        if (each.size() == 1) {
            return each.get(0);
        }
        List<ResourceDriver<?, ?>> drivers = new ArrayList<>();
        for (int kind = 0; kind < each.get(0).size(); kind++) {
            Map<String, ResourceDriver<?, ?>> bySite = new LinkedHashMap<>();
            int i = 0;
            for (String site : all.keySet()) {
                bySite.put(site, each.get(i++).get(kind));
            }
            drivers.add(SitedDriver.of(bySite));
        }
        return drivers;
    }

    void close() {
        all.values().forEach(region -> region.account().close());
    }
}

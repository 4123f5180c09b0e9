package com.example.tinydns;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.model.Secret;
import io.portolan.spi.Provider;
import io.portolan.spi.Wire;
import io.portolan.spi.driver.ResourceDriver;
import io.portolan.spi.toolkit.HttpRefusal;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** One account at one endpoint. */
final class TinyDnsProvider implements Provider {
    /** What the API's own codes mean, where the status does not say it. */
    private static final Map<String, Code> CODES = Map.of(
            "name_taken", Code.ALREADY_EXISTS,
            "zone_not_empty", Code.IN_USE,
            "too_many_zones", Code.QUOTA);

    private final URI endpoint;
    private final TinyDnsApi api;

    TinyDnsProvider(URI endpoint, Secret token, Wire wire) {
        this.endpoint = endpoint;
        this.api = new TinyDnsApi(endpoint, token, wire);
    }

    @Override
    public List<ResourceDriver<?, ?>> drivers() {
        return List.of(new DnsZoneDriver(api), new RecordSetDriver(api));
    }

    @Override
    public Map<String, String> identity() {
        return Map.of("endpoint", endpoint.toString());
    }

    @Override
    public Failure classify(String nativeCall, Exception e) {
        return HttpRefusal.classify(e, CODES);
    }
}

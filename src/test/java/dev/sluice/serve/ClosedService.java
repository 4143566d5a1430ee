package dev.sluice.serve;

import java.util.HashMap;
import java.util.Map;

/** A service without an API token: nobody may ask for a run, so none has ended yet. */
public class ClosedService extends Service {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = new HashMap<>(super.getConfigOverrides());
        config.remove("sluice.api.token-file");
        return config;
    }
}

package dev.lavant.schemas.launch;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/// Everything a function host needs to start, carried in environment variables.
///
/// @param hostId unique per process start
/// @param slot which of the function's places the host fills, from 0; a new host in a slot fences the one before
/// @param deployment the function, as it stands in `lavant.functions`
/// @param bootstrapServers of Kafka
/// @param schemaRegistryUrl of a Confluent-compatible registry
/// @param company whether the function has other hosts
public record HostLaunch(
        String hostId,
        int slot,
        FunctionDeployment deployment,
        String bootstrapServers,
        String schemaRegistryUrl,
        Company company) {
    private static final String HOST_ID = "LAVANT_HOST_ID";
    private static final String SLOT = "LAVANT_HOST_SLOT";
    private static final String FUNCTION = "LAVANT_FUNCTION";
    static final String BOOTSTRAP_SERVERS = "LAVANT_BOOTSTRAP_SERVERS";
    static final String SCHEMA_REGISTRY_URL = "LAVANT_SCHEMA_REGISTRY_URL";
    private static final String SPACE = " ";
    private static final int ORDER_WORDS = 4;
    private static final String COMPANY = "LAVANT_HOST_COMPANY";

    /// Whether a function has other hosts when one is started.
    public enum Company {
        /// It has none: partitions that the host takes before it can call the function are missed by nobody.
        ALONE,
        /// It has none, and the hosts before had let go of all that they held: no event killed them.
        AFTER_A_CLEAN_END,
        /// It may have some: they work on until the host can call the function.
        AMONG_OTHERS
    }

    static {
        GeneratedClasses.trust();
    }

    /// One that may have others beside it.
    public HostLaunch(
            String hostId, int slot, FunctionDeployment deployment, String bootstrapServers, String schemaRegistryUrl) {
        this(hostId, slot, deployment, bootstrapServers, schemaRegistryUrl, Company.AMONG_OTHERS);
    }

    /// The variables to start the host with.
    public Map<String, String> toEnvironment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put(HOST_ID, hostId);
        environment.put(SLOT, Integer.toString(slot));
        environment.put(FUNCTION, json(deployment));
        environment.put(BOOTSTRAP_SERVERS, bootstrapServers);
        environment.put(SCHEMA_REGISTRY_URL, schemaRegistryUrl);
        environment.put(COMPANY, company.name());
        return environment;
    }

    /// Reads what [#toEnvironment] wrote.
    ///
    /// @throws IllegalArgumentException naming the variable that is missing or wrong
    public static HostLaunch from(Map<String, String> environment) {
        return new HostLaunch(
                required(environment, HOST_ID),
                slot(required(environment, SLOT)),
                deployment(required(environment, FUNCTION)),
                required(environment, BOOTSTRAP_SERVERS),
                required(environment, SCHEMA_REGISTRY_URL),
                company(environment.getOrDefault(COMPANY, Company.AMONG_OTHERS.name())));
    }

    /// The same host with other code.
    public HostLaunch with(FunctionDeployment other) {
        return new HostLaunch(hostId, slot, other, bootstrapServers, schemaRegistryUrl, company);
    }

    /// Where the platform is.
    public PlatformAddress platform() {
        return new PlatformAddress(bootstrapServers, schemaRegistryUrl);
    }

    /// Everything but where the platform is, on one line: the order by which a running host takes another revision,
    /// or a warm one its function.
    public String order() {
        return String.join(SPACE, hostId, Integer.toString(slot), company.name(), json(deployment));
    }

    /// Reads what [#order] wrote.
    static HostLaunch ordered(String line, PlatformAddress platform) {
        String[] words = line.split(SPACE, ORDER_WORDS);
        if (words.length < ORDER_WORDS) {
            throw new IllegalArgumentException(
                    "an order is a host's id, a slot, its company and a function, was " + line);
        }
        return new HostLaunch(
                words[0],
                slot(words[1]),
                deployment(words[3]),
                platform.bootstrapServers(),
                platform.schemaRegistryUrl(),
                company(words[2]));
    }

    static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set: a function host is started by the autoscaler,"
                    + " which sets it; to start one by hand, set it too");
        }
        return value;
    }

    private static int slot(String text) {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(SLOT + " must be a whole number from 0, was " + text, notANumber);
        }
    }

    private static Company company(String text) {
        try {
            return Company.valueOf(text);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    COMPANY + " must be ALONE, AFTER_A_CLEAN_END or AMONG_OTHERS, was " + text, unknown);
        }
    }

    private static String json(FunctionDeployment deployment) {
        var bytes = new ByteArrayOutputStream();
        try {
            var encoder = EncoderFactory.get().jsonEncoder(FunctionDeployment.getClassSchema(), bytes);
            new SpecificDatumWriter<>(FunctionDeployment.class).write(deployment, encoder);
            encoder.flush();
        } catch (IOException impossible) {
            throw new IllegalStateException("writing JSON to memory failed", impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static FunctionDeployment deployment(String json) {
        try {
            var decoder = DecoderFactory.get().jsonDecoder(FunctionDeployment.getClassSchema(), json);
            return new SpecificDatumReader<>(FunctionDeployment.class).read(null, decoder);
        } catch (IOException | RuntimeException unreadable) {
            throw new IllegalArgumentException(
                    FUNCTION + " is not a FunctionDeployment in Avro's JSON encoding: " + unreadable.getMessage(),
                    unreadable);
        }
    }
}

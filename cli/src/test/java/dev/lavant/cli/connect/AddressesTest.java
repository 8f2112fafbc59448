package dev.lavant.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesTest {
    @TempDir
    Path folder;

    @Test
    void without_a_word_they_are_the_usual_ports_of_this_machine() {
        assertThat(Addresses.find(Optional.empty(), Optional.empty(), folder))
                .isEqualTo(new Addresses(
                        "localhost:9092", URI.create("http://localhost:8081"), new Addresses.Origin.Assumed()));
    }

    @Test
    void what_lavant_dev_wrote_comes_before_that_and_an_option_before_both() throws Exception {
        Path file = Files.createDirectory(folder.resolve(".lavant")).resolve("dev.properties");
        Files.writeString(file, "bootstrap.servers=localhost:1234\nschema.registry.url=http\\://localhost:5678\n");

        assertThat(Addresses.find(Optional.empty(), Optional.empty(), folder))
                .isEqualTo(new Addresses(
                        "localhost:1234",
                        URI.create("http://localhost:5678"),
                        new Addresses.Origin.WrittenByDev(file)));
        assertThat(Addresses.find(Optional.of("kafka:9"), Optional.empty(), folder))
                .isEqualTo(new Addresses("kafka:9", URI.create("http://localhost:5678"), new Addresses.Origin.Given()));
    }
}

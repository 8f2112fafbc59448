package dev.lavant.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.simulator.load.Synthetic;
import dev.lavant.simulator.load.TraceFile;
import dev.lavant.simulator.model.Model;
import dev.lavant.simulator.policy.Contender;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ChartTest {

    @Test
    void a_chart_is_well_formed_and_names_every_rule() throws Exception {
        var comparison =
                Comparison.of(Model.UNSET, Synthetic.STEP.workload(1).first(600), 1, List.of(Contender.values()));

        String svg = Chart.svg(comparison);

        assertThat(parsed(svg).getDocumentElement().getNodeName()).isEqualTo("svg");
        assertThat(svg).contains(">lavant<", ">keda<", ">keda-tuned<", ">kpa<", ">google<", ">arrivals<", "10 min");
        assertThat(svg).doesNotContain("NaN", "Infinity");
    }

    @Test
    void a_name_cannot_break_it() throws Exception {
        var odd = TraceFile.read("a<b>&c", List.of("1"), 1, 1);
        var comparison = Comparison.of(Model.UNSET, odd, 1, List.of(Contender.LAVANT));

        assertThat(parsed(Chart.svg(comparison)).getDocumentElement().getTextContent())
                .contains("a<b>&c");
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}

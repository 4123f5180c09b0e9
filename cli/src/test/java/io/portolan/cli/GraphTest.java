package io.portolan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.cli.Session.Ran;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class GraphTest {
    @TempDir
    private Path folder;

    @Test
    void mermaidNamesEveryResourceAndEveryReference() throws IOException {
        Ran graph = new Session(folder).file("site/site.yaml", Stacks.SITE).run("graph site");

        assertThat(graph.exit()).isZero();
        assertThat(graph.out().lines()).first().isEqualTo("flowchart TD");
        assertThat(graph.out())
                .contains("  r4[\"Network<br>main\"]\n", "  r5[\"LoadBalancer<br>web\"]\n", "  r5 --> r4\n");
        assertThat(graph.out().lines().filter(line -> line.contains("-->"))).hasSize(4);
    }

    @Test
    void svgIsAPictureOfTheSameInWhichNoBoxCoversAnother()
            throws IOException, ParserConfigurationException, SAXException {
        Ran graph = new Session(folder)
                .file("site/site.yaml", Stacks.SITE)
                .run("graph", Session.root().resolve("examples/shop").toString(), "-O", "shop.svg");
        assertThat(graph.out()).isEqualTo("shop.svg: 16 resources, 18 edges, 4 levels.\n");

        Element svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(folder.resolve("shop.svg")))))
                .getDocumentElement();
        int width = Integer.parseInt(svg.getAttribute("width"));
        int height = Integer.parseInt(svg.getAttribute("height"));
        NodeList boxes = svg.getElementsByTagName("rect");
        List<int[]> placed = new ArrayList<>();
        for (int i = 0; i < boxes.getLength(); i++) {
            Element box = (Element) boxes.item(i);
            placed.add(new int[] {number(box, "x"), number(box, "y"), number(box, "width"), number(box, "height")});
        }

        assertThat(placed).hasSize(16).allSatisfy(box -> {
            assertThat(box[0]).isBetween(0, width - box[2]);
            assertThat(box[1]).isBetween(0, height - box[3]);
        });
        for (int i = 0; i < placed.size(); i++) {
            for (int j = 0; j < i; j++) {
                int[] a = placed.get(i);
                int[] b = placed.get(j);
                boolean apart = Math.abs(a[0] - b[0]) >= a[2] || Math.abs(a[1] - b[1]) >= a[3];
                assertThat(apart).as("boxes %d and %d", i, j).isTrue();
            }
        }
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(18 + 1);
    }

    private static int number(Element element, String name) {
        return Integer.parseInt(element.getAttribute(name));
    }
}

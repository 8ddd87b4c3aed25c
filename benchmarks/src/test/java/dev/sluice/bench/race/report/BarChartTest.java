package dev.sluice.bench.race.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

public final class BarChartTest {

  @Test
  void bars_are_as_long_as_their_medians_and_names_are_escaped() throws Exception {
    Document svg =
        parsed(
            new BarChart.Bar("a & <b>", new Spread(10, 10, 10), true),
            new BarChart.Bar("c", new Spread(4, 5, 6), false));

    Element own = (Element) svg.getElementsByTagName("rect").item(0);
    Element peer = (Element) svg.getElementsByTagName("rect").item(1);
    assertThat(own.getAttribute("class")).isEqualTo("own");
    assertThat(peer.getAttribute("class")).isEqualTo("peer");
    assertThat(width(own)).isEqualTo(2 * width(peer));
    assertThat(svg.getDocumentElement().getTextContent()).contains("a & <b>", "5.00 (4.00–6.00)");
  }

  @Test
  void a_line_shows_the_spread_only_where_there_is_one() throws Exception {
    Document svg =
        parsed(
            new BarChart.Bar("still", new Spread(10, 10, 10), true),
            new BarChart.Bar("spread", new Spread(4, 5, 6), false));

    assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(1);
  }

  private static double width(Element bar) {
    return Double.parseDouble(bar.getAttribute("width"));
  }

  private static Document parsed(BarChart.Bar... bars) throws Exception {
    String svg = new BarChart(List.of(new BarChart.Panel("title", "axis", List.of(bars)))).svg();
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}

package dev.sluice.bench.race.report;

import java.util.List;
import java.util.Locale;

/// Horizontal bars, one panel below the other, as an SVG that reads well on light and on dark
/// ground. A bar ends at the median; a thin line goes from the least to the most.
///
/// @param panels at least one
record BarChart(List<Panel> panels) {

  private static final int WIDTH = 800;
  private static final int LABELS = 250;
  private static final int FIGURES = 180;
  private static final int BARS = WIDTH - LABELS - FIGURES;
  private static final int BAR = 16;
  private static final int STEP = 24;
  private static final int TITLE = 34;
  private static final int AXIS = 30;

  BarChart {
    panels = List.copyOf(panels);
  }

  /// @param title a heading, or the empty string
  /// @param axis what the bars show, and which end is good
  record Panel(String title, String axis, List<Bar> bars) {
    Panel {
      bars = List.copyOf(bars);
    }

    int height() {
      return (title.isEmpty() ? 0 : TITLE) + AXIS + STEP * bars.size() + STEP / 2;
    }
  }

  /// @param own whether it is this project's own, and stands out
  record Bar(String label, Spread spread, boolean own) {}

  String svg() {
    int height = panels.stream().mapToInt(Panel::height).sum() + STEP / 2;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
        <style>
          text { font: 13px system-ui, sans-serif; fill: #1f2328 }
          .title { font-weight: 600; font-size: 15px }
          .axis, .figure { fill: #59636e }
          .peer { fill: #8c959f }
          .own { fill: #0969da }
          .spread { stroke: #1f2328; stroke-width: 1.5; fill: none }
          @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3 }
            .axis, .figure { fill: #9198a1 }
            .peer { fill: #656c76 }
            .own { fill: #4493f8 }
            .spread { stroke: #e6edf3 }
          }
        </style>
        """
            .formatted(WIDTH, height, WIDTH, height));
    int y = 0;
    for (Panel panel : panels) {
      draw(svg, panel, y);
      y += panel.height();
    }
    return svg.append("</svg>\n").toString();
  }

  private static void draw(StringBuilder svg, Panel panel, int top) {
    int y = top;
    if (!panel.title().isEmpty()) {
      text(svg, 8, y + 24, "title", panel.title());
      y += TITLE;
    }
    text(svg, LABELS, y + 18, "axis", panel.axis());
    y += AXIS;
    double longest = panel.bars().stream().mapToDouble(bar -> bar.spread().max()).max().orElse(0);
    for (Bar bar : panel.bars()) {
      draw(svg, bar, y, longest > 0 ? BARS / longest : 0);
      y += STEP;
    }
  }

  private static void draw(StringBuilder svg, Bar bar, int y, double pixelsPerUnit) {
    double median = bar.spread().median() * pixelsPerUnit;
    double min = LABELS + bar.spread().min() * pixelsPerUnit;
    double max = LABELS + bar.spread().max() * pixelsPerUnit;
    int middle = y + BAR / 2;
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n",
            LABELS - 8,
            y + 13,
            escaped(bar.label())));
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>\n",
            bar.own() ? "own" : "peer",
            LABELS,
            y,
            Math.max(1, median),
            BAR));
    if (max - min >= 1) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<path class=\"spread\" d=\"M%.1f %dH%.1fM%.1f %dv6M%.1f %dv6\"/>\n",
              min,
              middle,
              max,
              min,
              middle - 3,
              max,
              middle - 3));
    }
    text(
        svg,
        (int) (LABELS + Math.max(median, bar.spread().max() * pixelsPerUnit)) + 8,
        y + 13,
        "figure",
        Figures.of(bar.spread()));
  }

  private static void text(StringBuilder svg, int x, int y, String style, String text) {
    svg.append(
        "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n".formatted(style, x, y, escaped(text)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}

package dev.sluice.s3server.access;

import dev.sluice.s3server.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a bucket lets pages of other origins do.
public final class CorsRules {

  /// One rule.
  ///
  /// @param allowedHeaders in lower case
  /// @param maxAgeSeconds null when browsers are told nothing
  public record Rule(
      List<String> allowedOrigins,
      List<String> allowedMethods,
      List<String> allowedHeaders,
      List<String> exposedHeaders,
      @Nullable String maxAgeSeconds) {

    private boolean allows(String origin, String method, List<String> headers) {
      return allowedOrigins.stream().anyMatch(o -> Wildcard.matches(o, origin))
          && allowedMethods.contains(method)
          && headers.stream()
              .allMatch(
                  header -> allowedHeaders.stream().anyMatch(h -> Wildcard.matches(h, header)));
    }

    /// Whether any origin at all is allowed, so that the answer need not depend on it.
    public boolean isForAnyOrigin() {
      return allowedOrigins.contains("*");
    }
  }

  private final List<Rule> rules;

  private CorsRules(List<Rule> rules) {
    this.rules = rules;
  }

  /// Reads a CORSConfiguration document.
  ///
  /// @throws dev.sluice.s3server.error.S3Exception MalformedXML
  public static CorsRules parse(String document) {
    XmlElement root =
        XmlElement.parse(document.getBytes(StandardCharsets.UTF_8), "CORSConfiguration");
    List<Rule> rules = new ArrayList<>();
    for (XmlElement rule : root.children("CORSRule")) {
      rules.add(
          new Rule(
              texts(rule, "AllowedOrigin"),
              texts(rule, "AllowedMethod"),
              texts(rule, "AllowedHeader").stream().map(h -> h.toLowerCase(Locale.ROOT)).toList(),
              texts(rule, "ExposeHeader"),
              rule.textOf("MaxAgeSeconds")));
    }
    return new CorsRules(rules);
  }

  private static List<String> texts(XmlElement rule, String name) {
    return rule.children(name).stream().map(XmlElement::text).toList();
  }

  /// The first rule that allows a request; null when none does.
  ///
  /// @param headers the headers that the page wants to send, in lower case
  public @Nullable Rule find(String origin, String method, List<String> headers) {
    for (Rule rule : rules) {
      if (rule.allows(origin, method, headers)) {
        return rule;
      }
    }
    return null;
  }
}

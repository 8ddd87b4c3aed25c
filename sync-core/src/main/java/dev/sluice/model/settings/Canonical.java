package dev.sluice.model.settings;

import dev.sluice.model.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Brings a setting's document into the one form that all documents of the same meaning have:
/// services give back what was set in other words.
final class Canonical {

  /// Strings are in no order anywhere.
  private static final Comparator<Json> BY_TEXT = Comparator.comparing(Json::toString);

  private Canonical() {}

  static Json.Document of(BucketSetting setting, Json.Document document) {
    return switch (setting) {
      case POLICY -> policy(document);
      case TAGS -> sorted(plain(document), "TagSet");
      case LIFECYCLE -> sorted(plain(document), "Rules");
      case VERSIONING -> without(plain(document), "MFADelete", Json.of("Disabled"));
      default -> plain(document);
    };
  }

  private static Json.Document without(Json.Document document, String name, Json value) {
    Map<String, Json> members = new LinkedHashMap<>(document.members());
    members.remove(name, value);
    return new Json.Document(members);
  }

  private static Json.Document sorted(Json.Document document, String name) {
    List<Json> elements = new ArrayList<>(document.elements(name));
    elements.sort(BY_TEXT);
    return elements.isEmpty() ? document : document.with(name, Json.of(elements));
  }

  /// Leaves out what says nothing.
  private static Json.Document plain(Json.Document document) {
    Map<String, Json> members = new LinkedHashMap<>();
    document.members().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(member -> {
          Json value = plain(member.getValue());
          if (!saysNothing(member.getKey(), value)) {
            members.put(member.getKey(), value);
          }
        });
    return new Json.Document(members);
  }

  private static boolean saysNothing(String name, Json value) {
    return switch (value) {
      case Json.Nothing() -> true;
      case Json.Text(String text) -> text.isEmpty();
      case Json.Array(List<Json> elements) -> elements.isEmpty();
      // An empty one of any other name is a switch that is on.
      case Json.Document(Map<String, Json> members) -> members.isEmpty() && name.equals("Filter");
      case Json.Truth(boolean truth) -> !truth && name.equals("BucketKeyEnabled");
      case Json.Numeral _ -> false;
    };
  }

  private static Json plain(Json value) {
    return switch (value) {
      case Json.Document document -> plain(document);
      case Json.Array(List<Json> elements) -> {
        List<Json> each = new ArrayList<>(elements.stream().map(Canonical::plain).toList());
        if (each.stream().allMatch(Json.Text.class::isInstance)) {
          each.sort(BY_TEXT);
        }
        yield Json.of(each);
      }
      case Json.Text _, Json.Numeral _, Json.Truth _, Json.Nothing _ -> value;
    };
  }

  /// A string and an array with that string alone are the same in a policy, and so is a statement;
  /// everybody has two spellings.
  private static Json.Document policy(Json.Document document) {
    Map<String, Json> members = new LinkedHashMap<>();
    document
        .members()
        .forEach((name, value) ->
            members.put(
                name, name.equals("Statement") ? statements(value) : policyValue(name, value)));
    return new Json.Document(members);
  }

  private static Json statements(Json value) {
    List<Json> statements = value instanceof Json.Array(List<Json> each) ? each : List.of(value);
    return Json.of(statements.stream().map(each -> policyValue("", each)).sorted(BY_TEXT).toList());
  }

  private static Json policyValue(String name, Json value) {
    return switch (value) {
      case Json.Document(Map<String, Json> members) -> {
        Map<String, Json> each = new LinkedHashMap<>();
        members.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .forEach(member ->
                each.put(member.getKey(), policyValue(member.getKey(), member.getValue())));
        yield new Json.Document(each);
      }
      case Json.Array(List<Json> elements) when elements.size() == 1 ->
          policyValue(name, elements.getFirst());
      case Json.Array(List<Json> elements) ->
          Json.of(elements.stream().map(each -> policyValue("", each)).sorted(BY_TEXT).toList());
      case Json.Text text when name.equals("Principal") -> Json.of("AWS", text);
      // In conditions a truth may be written as a string.
      case Json.Truth(boolean truth) -> Json.of(Boolean.toString(truth));
      case Json.Text _, Json.Numeral _, Json.Nothing _ -> value;
    };
  }
}

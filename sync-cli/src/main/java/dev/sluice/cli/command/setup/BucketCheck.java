package dev.sluice.cli.command.setup;

import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.SettingsLister;
import dev.sluice.cli.output.SettingsLister.Visit;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.access.Setting;
import dev.sluice.model.json.Json;
import dev.sluice.model.settings.BucketSetting;
import dev.sluice.model.settings.BucketSettings;
import dev.sluice.model.settings.RefererRule;
import dev.sluice.report.RunStatus;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Prune;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.S3Visitor;
import dev.sluice.store.s3.S3Visitor.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Proves what a bucket has set about pages: asks for an object without credentials, and as a
/// browser asks before it lets a page read.
final class BucketCheck {

  /// A site that is nobody's, and whose name stays so.
  private static final String STRANGER = "stranger.invalid";

  private final Stores stores;
  private final SettingsLister lister;
  private final String bucket;
  private final List<String> wanted;
  private boolean isAsWanted = true;
  private int visits;

  /// @param wanted the sites from whose pages objects are to be given; empty for those that are set
  BucketCheck(Stores stores, SettingsLister lister, String bucket, List<String> wanted) {
    this.wanted = List.copyOf(wanted);
    this.stores = stores;
    this.lister = lister;
    this.bucket = bucket;
  }

  RunStatus run() throws StoreException, InterruptedException {
    BucketSettings settings = stores.settings(bucket).read();
    S3Visitor visitor = stores.visitor(bucket);
    Key key = anyKey();
    List<String> sites =
        (wanted.isEmpty() ? sites(settings) : wanted).stream().map(BucketCheck::host).toList();
    if (key != null && !sites.isEmpty()) {
      for (String site : sites) {
        get(visitor, key, "https://" + site + "/", true);
      }
      get(visitor, key, "https://" + STRANGER + "/", false);
      get(visitor, key, null, false);
    } else if (!sites.isEmpty()) {
      isAsWanted = false;
      lister.note(
          "s3://"
              + bucket
              + " is empty: there is no object to ask for, so that --referer is not proved");
    }
    preflights(settings, visitor, key == null ? Key.of("any") : key);
    if (visits == 0) {
      lister.note(
          "s3://"
              + bucket
              + " has neither a statement of --referer nor CORS rules: nothing is proved");
    }
    return isAsWanted ? RunStatus.OK : RunStatus.DIFFERENT;
  }

  private @Nullable Key anyKey() throws StoreException, InterruptedException {
    try (Store store = stores.objects(bucket, "");
        EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
      Listed listed;
      while ((listed = cursor.next()) != null) {
        if (listed instanceof Entry entry) {
          return entry.key();
        }
      }
      return null;
    }
  }

  private void get(S3Visitor visitor, Key key, @Nullable String referer, boolean isWanted)
      throws StoreException, InterruptedException {
    Answer answer = visitor.get(key, referer);
    boolean isAsIs = isWanted ? answer.isGiven() : answer.status() == 403;
    said(
        "GET s3://"
            + bucket
            + "/"
            + key.value()
            + (referer == null ? " without a Referer" : " with the Referer " + referer),
        answer,
        isAsIs,
        isWanted ? "the object" : "403; what lets everybody read it,  sluice acl audit  tells");
  }

  private void preflights(BucketSettings settings, S3Visitor visitor, Key key)
      throws StoreException, InterruptedException {
    List<String> origins = origins(settings);
    for (String origin : origins) {
      preflight(visitor, key, origin.equals("*") ? "https://" + STRANGER : origin, true);
    }
    if (!origins.isEmpty() && !origins.contains("*")) {
      preflight(visitor, key, "https://" + STRANGER, false);
    }
  }

  private void preflight(S3Visitor visitor, Key key, String origin, boolean isWanted)
      throws StoreException, InterruptedException {
    Answer answer = visitor.preflight(key, origin);
    String allowed = answer.allowedOrigin();
    boolean isAllowed =
        answer.isGiven() && allowed != null && (allowed.equals("*") || allowed.equals(origin));
    said(
        "a page of " + origin + " asking whether it may read",
        answer,
        isAllowed == isWanted,
        isWanted ? "that it may" : "that it may not");
  }

  private void said(String request, Answer answer, boolean isAsIs, String wanted) {
    visits++;
    isAsWanted &= isAsIs;
    String code = answer.code();
    lister.visit(new Visit(request, answer.status(), code == null ? "" : code, isAsIs, wanted));
  }

  /// The sites that the statement of `--referer` names.
  private static List<String> sites(BucketSettings settings) {
    if (!(settings.get(BucketSetting.POLICY)
        instanceof Setting.Is<Json.Document>(Json.Document policy))) {
      return List.of();
    }
    return RefererRule.sitesOf(policy);
  }

  private static String host(String site) {
    return site.startsWith("*.") ? "www" + site.substring(1) : site;
  }

  /// The origins that may read, an origin of each.
  private static List<String> origins(BucketSettings settings) {
    List<String> origins = new ArrayList<>();
    if (settings.get(BucketSetting.CORS) instanceof Setting.Is<Json.Document>(Json.Document cors)) {
      for (Json each : cors.elements("CORSRules")) {
        if (each instanceof Json.Document rule
            && rule.elements("AllowedMethods").contains(Json.of("GET"))) {
          for (Json origin : rule.elements("AllowedOrigins")) {
            if (origin instanceof Json.Text(String text)) {
              origins.add(text.equals("*") ? text : text.replace("*", "www"));
            }
          }
        }
      }
    }
    return origins.stream().distinct().toList();
  }
}

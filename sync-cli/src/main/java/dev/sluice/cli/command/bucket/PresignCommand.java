package dev.sluice.cli.command.bucket;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.command.context.Display;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.Lister;
import dev.sluice.filter.KeyFilter;
import dev.sluice.listing.KeyWalk;
import dev.sluice.listing.Listing;
import dev.sluice.listing.ListingCount;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.Listed;
import dev.sluice.model.Location;
import dev.sluice.model.NotAFile;
import dev.sluice.model.Unlisted;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunStatus;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.S3Addresses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice presign s3://bucket/key...`, also as `signurl`, in s3cmd's words.
public final class PresignCommand implements Callable<Integer> {

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "DELETE");
  private static final Duration USUAL = Duration.ofHours(1);

  /// s3cmd's: `+60` is in a minute, `1900000000` a second since 1970.
  private static final Pattern S3CMD_EXPIRY = Pattern.compile("\\+?[0-9]{1,12}");

  private final CommandContext context;
  private final ConnectionFlags connection = new ConnectionFlags();
  private final HelpFlags general = new HelpFlags();
  private final List<String> locations = new ArrayList<>();
  private final Map<String, String> answer = new TreeMap<>();
  private @Nullable String expiresIn;
  private String method = "GET";
  private @Nullable String contentType;
  private @Nullable String filesFrom;
  private boolean recursive;
  private boolean json;

  /// There, `--content-type` is that of the answer.
  private boolean isInS3cmdsWords;

  /// @param context what it runs in
  public PresignCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  ///
  /// @param name that it is called by
  public CommandSpec spec(String name) {
    isInS3cmdsWords = name.equals("signurl");
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(name);
    spec.usageMessage()
        .description(
            "Signs addresses of objects, one a line: whoever has one may read the object (or do what"
                + " --method says) for a while, without credentials. Nothing is sent, and the objects"
                + " need not exist, but for what --recursive lists.");
    spec.usageMessage()
        .footer(
            "",
            "An address can be used by anyone who sees it, as often as they like, until it ends; it can",
            "only be taken back by taking the credentials away that signed it.");
    OptionGroup own = new OptionGroup(spec);
    own.text(
            "DURATION",
            "How long it is good: 3600 (seconds), 30m, 12h, 7d at most. Without: an hour.",
            value -> expiresIn = value,
            "--expires-in",
            "--expires")
        .text(
            "METHOD",
            "What may be done: GET, HEAD, PUT or DELETE. Without: GET.",
            value -> method = value.toUpperCase(Locale.ROOT),
            "--method")
        .text(
            "TYPE",
            "The content type that a PUT must have.",
            value -> contentType = value,
            "--content-type")
        .flag("Every object under a prefix.", value -> recursive = value, "-r", "--recursive")
        .text(
            "FILE",
            "Keys under the location, one a line; - for the standard input.",
            value -> filesFrom = value,
            "--files-from")
        .flag("One JSON object a line, with the time at which it ends.", v -> json = v, "--json");
    for (String header :
        List.of(
            "content-type",
            "content-disposition",
            "content-language",
            "content-encoding",
            "cache-control",
            "expires")) {
      own.text(
          "VALUE",
          "The header " + header + " of the answer, in place of the object's own.",
          value -> answer.put("response-" + header, value),
          header.equals("content-disposition")
              ? new String[] {"--response-" + header, "--content-disposition"}
              : new String[] {"--response-" + header});
    }
    own.arguments("s3://BUCKET/KEY", "What to sign addresses of.", locations::add);
    spec.addMixin("connection", connection.spec());
    spec.addMixin("general", general.spec());
    return spec;
  }

  @Override
  public Integer call() throws Exception {
    Lister lister = Display.lister(context.console(), json, false);
    S3Addresses.Terms terms = terms();
    List<Location> places = places();
    Stores.Settings settings = Stores.Settings.reading(connection.access());
    RunStatus status =
        context.interruptibly(() -> {
          try (Stores stores = context.stores(settings)) {
            Signer signer = new Signer(lister);
            for (Location place : places) {
              sign(stores, place, terms, signer);
            }
            signer.warn();
            return signer.status();
          }
        });
    return status.exitCode();
  }

  private S3Addresses.Terms terms() throws UsageException {
    if (!METHODS.contains(method)) {
      throw new UsageException("--method " + method + ": one of GET, HEAD, PUT, DELETE");
    }
    if (contentType != null && isInS3cmdsWords && method.equals("GET")) {
      answer.put("response-content-type", contentType);
      contentType = null;
    }
    if (contentType != null && !method.equals("PUT")) {
      throw new UsageException(
          "--content-type is what a PUT must have; for the answer to a GET say"
              + " --response-content-type");
    }
    if (!answer.isEmpty() && !method.equals("GET")) {
      throw new UsageException("--response-... is about the answer to a GET");
    }
    return new S3Addresses.Terms(method, goodFor(), contentType, answer);
  }

  private Duration goodFor() throws UsageException {
    String wanted = expiresIn;
    if (wanted == null && locations.size() > 1 && isS3cmdExpiry(locations.getLast())) {
      wanted = ofS3cmd(locations.removeLast());
    }
    Duration goodFor = wanted == null ? USUAL : FlagValues.duration("--expires-in", wanted);
    if (goodFor.compareTo(S3Addresses.LONGEST) > 0) {
      throw new UsageException(
          "an address can be good for 7 days at most: services take no signature (version 4) for"
              + " longer. For longer, make the object public, or sign anew");
    }
    if (goodFor.toSeconds() < 1) {
      throw new UsageException("an address that is good for no second is good for nothing");
    }
    return goodFor;
  }

  private static boolean isS3cmdExpiry(String text) {
    return S3CMD_EXPIRY.matcher(text).matches();
  }

  private static String ofS3cmd(String text) throws UsageException {
    if (text.startsWith("+")) {
      return text.substring(1);
    }
    long left = Long.parseLong(text) - Instant.now().getEpochSecond();
    if (left < 1) {
      throw new UsageException(
          text + " is a time that has passed; write +" + text + " for that many seconds from now");
    }
    return Long.toString(left);
  }

  private List<Location> places() throws UsageException {
    if (locations.isEmpty()) {
      throw new UsageException("say of what: sluice presign s3://bucket/key");
    }
    if (filesFrom != null && locations.size() > 1) {
      throw new UsageException("--files-from is about one location");
    }
    List<Location> places = new ArrayList<>();
    for (String text : locations) {
      Location place = FlagValues.location(text);
      if (place.isLocal()) {
        throw new UsageException(text + ": addresses are signed of objects, as s3://bucket/key");
      }
      boolean isMany = recursive || filesFrom != null;
      if (!isMany && (place.path().isEmpty() || place.path().endsWith("/"))) {
        throw new UsageException(
            text + " names no object; for all under it say --recursive, for some --files-from");
      }
      if (isMany && !place.endsInSlash()) {
        throw new UsageException(
            text + " is one key; for what is under a prefix write " + text + "/");
      }
      places.add(place);
    }
    return places;
  }

  private void sign(Stores stores, Location place, S3Addresses.Terms terms, Signer signer)
      throws UsageException, StoreException, InterruptedException {
    if (filesFrom != null) {
      S3Addresses addresses = stores.addresses(place, terms);
      for (String key : keys(filesFrom)) {
        signer.sign(addresses, place, Key.of(key));
      }
    } else if (recursive) {
      signAll(stores, place, terms, signer);
    } else {
      int slash = place.path().lastIndexOf('/') + 1;
      Location parent = place.withPath(place.path().substring(0, slash));
      signer.sign(stores.addresses(parent, terms), parent, Key.of(place.path().substring(slash)));
    }
  }

  private static List<String> keys(String file) throws UsageException {
    try {
      String text =
          file.equals("-")
              ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
              : Files.readString(Path.of(file));
      return text.lines().filter(line -> !line.isEmpty()).toList();
    } catch (IOException e) {
      throw new UsageException("--files-from " + file + ": cannot be read: " + e.getMessage());
    }
  }

  private void signAll(Stores stores, Location place, S3Addresses.Terms terms, Signer signer)
      throws UsageException, StoreException, InterruptedException {
    try (Store store = stores.resolver().resolveForReading(place)) {
      S3Addresses addresses = stores.addresses(place, terms);
      KeyWalk<Listed> walk = new Listing(store, KeyFilter.EVERYTHING, new ListingCount()).walk();
      // On this thread alone, so that keys come in their order.
      walk.<StoreException>work(listed -> {
        switch (listed) {
          case Entry entry -> signer.sign(addresses, place, entry.key());
          case NotAFile _ -> {}
          case Unlisted part -> signer.unlisted(part, store.describe(part.key()));
        }
      });
    }
  }

  /// Signs and shows.
  private final class Signer {
    private final Lister lister;
    private @Nullable String warning;
    private boolean isWhole = true;

    Signer(Lister lister) {
      this.lister = lister;
    }

    void sign(S3Addresses addresses, Location under, Key key) throws StoreException {
      S3Addresses.Address address = addresses.of(key);
      if (warning == null) {
        warning = address.warning();
      }
      String root = under.path().isEmpty() ? under.text() + "/" : under.text();
      lister.signed(root + key.value(), address.url(), method, address.end());
    }

    void unlisted(Unlisted part, String address) {
      isWhole = false;
      lister.unlisted(part, address);
    }

    RunStatus status() {
      return isWhole ? RunStatus.OK : RunStatus.PARTIAL;
    }

    /// Once, behind all.
    void warn() {
      if (warning != null) {
        context.console().error("WARNING: " + warning);
      }
    }
  }
}

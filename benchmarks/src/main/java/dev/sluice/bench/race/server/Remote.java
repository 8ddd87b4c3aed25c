package dev.sluice.bench.race.server;

import dev.sluice.bench.data.Fingerprint;
import dev.sluice.model.ChecksumAlgorithm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The race's own hand on the server: its counters, and what its buckets hold. Requests are
/// unsigned, which the benchmark server allows. Thread-safe.
public final class Remote implements AutoCloseable {

  private final URI endpoint;
  private final HttpClient client;

  public Remote(URI endpoint, HttpClient client) {
    this.endpoint = endpoint;
    this.client = client;
  }

  /// What was counted since [#resetCounters].
  public Counters counters() throws IOException, InterruptedException {
    return Counters.parse(ask("GET", "/_bench/counters", ""));
  }

  public void resetCounters() throws IOException, InterruptedException {
    ask("POST", "/_bench/reset", "");
  }

  /// Forgets all that was written into a bucket.
  public void empty(String bucket) throws IOException, InterruptedException {
    ask("POST", "/_bench/empty?bucket=" + bucket, "");
  }

  /// Makes a bucket, if it is not there.
  public void makeBucket(String bucket) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/" + bucket))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (!answer.body().contains("<Code>BucketAlreadyOwnedByYou</Code>")) {
      requireDone(answer);
    }
  }

  /// Fails if there is no such object.
  public void requireThere(String bucket, String key) throws IOException, InterruptedException {
    ask("HEAD", "/" + bucket + "/" + key, "");
  }

  /// What a bucket holds, read by listing it.
  ///
  /// @param prefixes that part all its keys, listed side by side; one empty prefix is all
  public Fingerprint fingerprint(String bucket, List<String> prefixes)
      throws IOException, InterruptedException {
    List<Callable<Fingerprint>> lists =
        prefixes.stream()
            .map(prefix -> (Callable<Fingerprint>) () -> new Listing(bucket, prefix).fingerprint())
            .toList();
    return inParallel(lists).stream().reduce(Fingerprint.EMPTY, Fingerprint::plus);
  }

  /// Deletes the objects whose keys are `unwanted`.
  public void delete(String bucket, List<String> prefixes, Predicate<String> unwanted)
      throws IOException, InterruptedException {
    inParallel(
        prefixes.stream()
            .map(prefix -> (Callable<Long>) () -> deleteUnder(bucket, prefix, unwanted))
            .toList());
  }

  /// Deletes up to a thousand objects, whether they are there or not.
  public void deleteKeys(String bucket, List<String> keys)
      throws IOException, InterruptedException {
    String body =
        keys.stream()
            .map(key -> "<Object><Key>" + key + "</Key></Object>")
            .collect(Collectors.joining("", "<Delete><Quiet>true</Quiet>", "</Delete>"));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    byte[] md5 = ChecksumAlgorithm.MD5.newDigest().digest(bytes);
    send(
        HttpRequest.newBuilder(endpoint.resolve("/" + bucket + "?delete"))
            .header("Content-MD5", Base64.getEncoder().encodeToString(md5))
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
            .build());
  }

  private long deleteUnder(String bucket, String prefix, Predicate<String> unwanted)
      throws IOException, InterruptedException {
    Listing listing = new Listing(bucket, prefix);
    long deleted = 0;
    for (ListedPage page = listing.next(); !page.isEmpty(); page = listing.next()) {
      List<String> keys = page.keys().filter(unwanted).toList();
      if (!keys.isEmpty()) {
        deleteKeys(bucket, keys);
        deleted += keys.size();
      }
    }
    return deleted;
  }

  @Override
  public void close() {
    client.close();
  }

  private static <T> List<T> inParallel(List<Callable<T>> calls)
      throws IOException, InterruptedException {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = executor.invokeAll(calls);
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IOException("the server could not be asked: " + e.getCause(), e);
    }
  }

  private String ask(String method, String pathAndQuery, String body)
      throws IOException, InterruptedException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return send(
        HttpRequest.newBuilder(endpoint.resolve(pathAndQuery))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes))
            .build());
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    return requireDone(client.send(request, HttpResponse.BodyHandlers.ofString()));
  }

  /// The body of an answer that says yes.
  private static String requireDone(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() / 100 != 2) {
      HttpRequest request = answer.request();
      throw new IOException(
          "%s %s: %d %s"
              .formatted(request.method(), request.uri(), answer.statusCode(), answer.body()));
    }
    return answer.body();
  }

  /// Reads the keys under one prefix, a page at a time.
  private final class Listing {

    private final String bucket;
    private final String prefix;
    private String after = "";
    private boolean more = true;

    Listing(String bucket, String prefix) {
      this.bucket = bucket;
      this.prefix = prefix;
    }

    /// The next page; an empty one at the end.
    ListedPage next() throws IOException, InterruptedException {
      if (!more) {
        return ListedPage.END;
      }
      ListedPage page =
          ListedPage.parse(
              ask(
                  "GET",
                  "/%s?list-type=2&prefix=%s&start-after=%s".formatted(bucket, prefix, after),
                  ""));
      more = page.truncated();
      after = page.lastKey();
      return page;
    }

    Fingerprint fingerprint() throws IOException, InterruptedException {
      Fingerprint sum = Fingerprint.EMPTY;
      for (ListedPage page = next(); !page.isEmpty(); page = next()) {
        sum = sum.plus(page.fingerprint());
      }
      return sum;
    }
  }
}

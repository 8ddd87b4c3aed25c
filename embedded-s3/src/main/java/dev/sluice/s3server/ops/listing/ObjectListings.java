package dev.sluice.s3server.ops.listing;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.store.KeyCursor;
import dev.sluice.s3server.store.ListingPage;
import dev.sluice.s3server.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// ListObjectsV2 and its older sister ListObjects.
final class ObjectListings {

  private static final byte[] NOTHING = new byte[0];

  private final ServerState state;

  ObjectListings(ServerState state) {
    this.state = state;
  }

  void listV2(S3Request request, HttpResponse response) {
    ListingPage.Position from = ListingPage.Position.START;
    String startAfter = request.query("start-after");
    String token = request.query("continuation-token");
    if (token != null) {
      from = ContinuationToken.decode(token);
    } else if (startAfter != null && !startAfter.isEmpty()) {
      from = new ListingPage.Position(utf8(startAfter), false);
    }
    boolean withOwner = "true".equals(request.query("fetch-owner"));
    PageWriter page = new PageWriter(request, response, withOwner);
    ListingPage listing = page.write(cursor(request), from, NOTHING);
    XmlWriter head = page.head();
    if (listing.next() != null) {
      head.element("NextContinuationToken", ContinuationToken.encode(listing.next()));
    }
    head.optional("ContinuationToken", token);
    if (startAfter != null) {
      page.name(head, "StartAfter", utf8(startAfter));
    }
    head.element("KeyCount", listing.count());
    page.finish(listing);
  }

  void listV1(S3Request request, HttpResponse response) {
    byte[] marker = utf8(request.query().get("marker", ""));
    ListingPage.Position from =
        marker.length == 0 ? ListingPage.Position.START : new ListingPage.Position(marker, false);
    PageWriter page = new PageWriter(request, response, true);
    ListingPage listing = page.write(cursor(request), from, marker);
    page.name(page.head(), "Marker", marker);
    if (listing.next() != null && page.hasDelimiter()) {
      page.name(page.head(), "NextMarker", listing.lastName());
    }
    page.finish(listing);
  }

  private KeyCursor cursor(S3Request request) {
    return state.buckets().require(request.bucketName()).cursor();
  }

  static byte[] utf8(String text) {
    return text.isEmpty() ? NOTHING : text.getBytes(StandardCharsets.UTF_8);
  }

  /// Says where the next page begins, opaque to clients.
  static final class ContinuationToken {
    private ContinuationToken() {}

    static String encode(ListingPage.Position position) {
      byte[] bytes = new byte[position.bytes().length + 1];
      bytes[0] = (byte) (position.inclusive() ? 'f' : 'a');
      System.arraycopy(position.bytes(), 0, bytes, 1, position.bytes().length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static ListingPage.Position decode(String token) {
      try {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        if (bytes.length > 0 && (bytes[0] == 'f' || bytes[0] == 'a')) {
          return new ListingPage.Position(
              Arrays.copyOfRange(bytes, 1, bytes.length), bytes[0] == 'f');
        }
      } catch (IllegalArgumentException e) {
        // Refused below.
      }
      throw S3Error.INVALID_ARGUMENT.exception(
          "The continuation token is not one of this server's");
    }
  }
}

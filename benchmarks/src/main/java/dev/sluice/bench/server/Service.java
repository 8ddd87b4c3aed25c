package dev.sluice.bench.server;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.error.S3Exception;
import dev.sluice.s3server.http.HttpHandler;
import dev.sluice.s3server.http.HttpRequest;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.s3server.xml.XmlWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/// The way of a request: named, counted, held up if it should be, carried out, answered.
final class Service implements HttpHandler {

  private static final System.Logger LOG = System.getLogger(Service.class.getName());

  /// How long answers are held up.
  ///
  /// @param request every request
  /// @param page each page of a listing, on top of that
  record Latency(Duration request, Duration page) {}

  /// Lets time pass.
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  private final Counters counters;
  private final Latency latency;
  private final Pause pause;
  private final ControlPages control;
  private final BucketAnswers buckets;
  private final Listings listings;
  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final Multipart multipart;

  Service(Buckets buckets, Counters counters, ContentStore store, Latency latency, Pause pause) {
    this.counters = counters;
    this.latency = latency;
    this.pause = pause;
    this.control = new ControlPages(buckets, counters);
    this.buckets = new BucketAnswers(buckets);
    this.listings = new Listings(buckets);
    this.reads = new ObjectReads(buckets);
    Receiver receiver = new Receiver(store);
    this.writes = new ObjectWrites(buckets, receiver);
    this.multipart = new Multipart(buckets, receiver, writes);
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response) throws IOException {
    if (request.rawPath().startsWith(ControlPages.PATH)) {
      control.answer(request, response);
      return;
    }
    Exchange exchange = Exchange.of(request, response);
    Operation operation = Router.route(exchange);
    counters.begin(operation);
    try {
      try {
        holdUp(operation);
        carryOut(operation, exchange);
      } catch (S3Exception e) {
        refuse(exchange, e);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "a defect in " + operation, e);
        refuse(exchange, S3Error.INTERNAL_ERROR.exception());
      }
      response.header("x-amz-request-id", "0000000000000000");
      response.header("Date", Scratch.get().date(Exchange.nowSecond()));
      response.send();
    } finally {
      counters.end(response.status());
    }
  }

  /// A connection's thread is virtual: it sleeps without a core.
  private void holdUp(Operation operation) throws IOException {
    boolean page = operation == Operation.LIST_OBJECTS_V2 || operation == Operation.LIST_OBJECTS;
    Duration time = page ? latency.request.plus(latency.page) : latency.request;
    if (time.isZero()) {
      return;
    }
    try {
      pause.of(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the server is closing").initCause(e);
    }
  }

  private void carryOut(Operation operation, Exchange exchange) throws IOException {
    switch (operation) {
      case PUT_OBJECT -> writes.put(exchange);
      case GET_OBJECT -> reads.get(exchange);
      case HEAD_OBJECT -> reads.head(exchange);
      case COPY_OBJECT -> writes.copy(exchange);
      case DELETE_OBJECT -> writes.delete(exchange);
      case DELETE_OBJECTS -> writes.deleteBatch(exchange);
      case LIST_OBJECTS_V2 -> listings.listV2(exchange);
      case LIST_OBJECTS -> listings.listV1(exchange);
      case CREATE_MULTIPART_UPLOAD -> multipart.create(exchange);
      case UPLOAD_PART -> multipart.uploadPart(exchange);
      case UPLOAD_PART_COPY -> multipart.copyPart(exchange);
      case COMPLETE_MULTIPART_UPLOAD -> multipart.complete(exchange);
      case ABORT_MULTIPART_UPLOAD -> multipart.abort(exchange);
      case LIST_PARTS -> multipart.listParts(exchange);
      case LIST_MULTIPART_UPLOADS -> multipart.listUploads(exchange);
      case LIST_BUCKETS -> buckets.list(exchange);
      case CREATE_BUCKET -> buckets.create(exchange);
      case HEAD_BUCKET -> buckets.head(exchange);
      case DELETE_BUCKET -> buckets.delete(exchange);
      case GET_BUCKET_ACL, GET_OBJECT_ACL -> buckets.acl(exchange);
      case PUT_BUCKET_ACL, PUT_OBJECT_ACL -> buckets.putAcl(exchange);
      case GET_OBJECT_TAGGING -> buckets.objectTags(exchange);
      case GET_BUCKET_LOCATION,
          GET_BUCKET_VERSIONING,
          GET_BUCKET_POLICY,
          GET_BUCKET_CONFIGURATION ->
          buckets.setting(exchange);
      default -> throw S3Error.NOT_IMPLEMENTED.exception();
    }
  }

  private static void refuse(Exchange exchange, S3Exception error) {
    HttpResponse response = exchange.response();
    response.clear();
    response.status(error.status());
    error.headers().forEach(response::header);
    if (error.status() == 304) {
      return;
    }
    response.header("Content-Type", "application/xml");
    XmlWriter xml = new XmlWriter(response.content()).plainDocument("Error");
    xml.element("Code", error.code()).element("Message", String.valueOf(error.getMessage()));
    error.details().forEach(xml::element);
    xml.element("Resource", exchange.request().rawPath()).close("Error");
  }
}

package dev.sluice.s3server.service;

import dev.sluice.s3server.auth.RequestVerifier;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.error.S3Exception;
import dev.sluice.s3server.http.HttpDate;
import dev.sluice.s3server.http.HttpHandler;
import dev.sluice.s3server.http.HttpRequest;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.http.Query;
import dev.sluice.s3server.ops.AccessControl;
import dev.sluice.s3server.ops.OperationHandler;
import dev.sluice.s3server.ops.RequestTarget;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.ops.bucket.BucketHandlers;
import dev.sluice.s3server.ops.bucket.CorsOperations;
import dev.sluice.s3server.ops.listing.ListingHandlers;
import dev.sluice.s3server.ops.multipart.MultipartHandlers;
import dev.sluice.s3server.ops.object.ObjectHandlers;
import dev.sluice.s3server.store.ObjectKey;
import dev.sluice.s3server.traffic.FaultPlan;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.s3server.traffic.RequestCounters;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// The way of a request: named, counted, authenticated, authorised, carried out, answered.
public final class S3Service implements HttpHandler {

  private static final System.Logger LOG = System.getLogger(S3Service.class.getName());

  private final ServerState state;
  private final RequestVerifier verifier;
  private final RequestCounters counters;
  private final FaultPlan faults;
  private final Map<Operation, OperationHandler> handlers = new EnumMap<>(Operation.class);
  private final AccessControl access;
  private final CorsOperations cors;
  private final AtomicLong requestNumbers = new AtomicLong();

  public S3Service(
      ServerState state, RequestVerifier verifier, RequestCounters counters, FaultPlan faults) {
    this.state = state;
    this.verifier = verifier;
    this.counters = counters;
    this.faults = faults;
    this.access = new AccessControl(state);
    this.cors = new CorsOperations(state);
    BucketHandlers.register(handlers, state);
    ObjectHandlers.register(handlers, state, access);
    MultipartHandlers.register(handlers, state, access);
    ListingHandlers.register(handlers, state);
    handlers.put(Operation.PREFLIGHT, cors::preflight);
  }

  @Override
  public void handle(HttpRequest http, HttpResponse response) throws IOException {
    String requestId = HexFormat.of().toHexDigits(requestNumbers.incrementAndGet());
    RequestTarget target = RequestTarget.of(http, state.options().domains());
    Query query = Query.parse(http.rawQuery());
    Operation operation = Router.route(http, query, target);
    answer(new S3Request(http, query, target, operation, requestId), response);
  }

  private void answer(S3Request request, HttpResponse response) throws IOException {
    InFlight inFlight = new InFlight(request, response);
    try {
      try {
        FaultStrikes strikes = strikes(request);
        if (!strikes.before(request, response)) {
          carryOut(request, response);
        }
        if (request.header("origin") != null && request.operation() != Operation.PREFLIGHT) {
          cors.decorate(request, response);
        }
        response.header("x-amz-request-id", request.id());
        response.header("Date", HttpDate.format(state.nowSecond()));
        strikes.after(response);
      } catch (S3Exception e) {
        ErrorAnswer.fill(response, e, request.http().rawPath(), request.id());
        response.header("Date", HttpDate.format(state.nowSecond()));
      }
      response.send();
    } finally {
      inFlight.end();
      request.answered();
    }
  }

  private FaultStrikes strikes(S3Request request) {
    return faults.isQuiet()
        ? FaultStrikes.NONE
        : new FaultStrikes(faults.faultsFor(request.info()));
  }

  private void carryOut(S3Request request, HttpResponse response) throws IOException {
    OperationHandler handler = handlers.get(request.operation());
    if (handler == null) {
      throw S3Error.NOT_IMPLEMENTED.exception();
    }
    ObjectKey key = request.target().key();
    if (key != null) {
      RequestTarget.check(key);
    }
    request.authentication(verifier.verify(request.http(), request.query()));
    access.check(request);
    try {
      handler.handle(request, response);
    } catch (S3Exception e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a defect in " + request.operation(), e);
      throw S3Error.INTERNAL_ERROR.exception();
    }
  }

  /// Counts a request as in flight until the last byte of its answer is about to leave, or it is
  /// given up.
  private final class InFlight {
    private final HttpResponse response;
    private boolean ended;

    InFlight(S3Request request, HttpResponse response) {
      this.response = response;
      counters.begin(request.operation(), request::info);
      response.beforeLastByte(this::end);
    }

    void end() {
      if (!ended) {
        ended = true;
        counters.end(response.status());
      }
    }
  }
}

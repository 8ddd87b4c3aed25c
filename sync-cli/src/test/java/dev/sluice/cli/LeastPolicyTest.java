package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.s3server.traffic.RequestInfo;
import dev.sluice.store.s3.LeastPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What `doctor --policy` prints is what the commands send: no more, and no less.
final class LeastPolicyTest extends Bench {

  private static final int IN_PARTS_BYTES = 9 << 20;

  /// What one request needs to be permitted.
  private static Set<String> actions(RequestInfo request) {
    boolean ofVersion = request.query().contains("versionId=");
    return switch (request.operation()) {
      case LIST_BUCKETS -> Set.of("s3:ListAllMyBuckets");
      case LIST_OBJECTS, LIST_OBJECTS_V2, HEAD_BUCKET -> Set.of("s3:ListBucket");
      case LIST_OBJECT_VERSIONS -> Set.of("s3:ListBucketVersions");
      case LIST_MULTIPART_UPLOADS -> Set.of("s3:ListBucketMultipartUploads");
      case LIST_PARTS -> Set.of("s3:ListMultipartUploadParts");
      case GET_OBJECT, HEAD_OBJECT -> Set.of(ofVersion ? "s3:GetObjectVersion" : "s3:GetObject");
      case COPY_OBJECT, UPLOAD_PART_COPY -> Set.of("s3:GetObject", "s3:PutObject");
      case PUT_OBJECT, CREATE_MULTIPART_UPLOAD, UPLOAD_PART, COMPLETE_MULTIPART_UPLOAD ->
          Set.of("s3:PutObject");
      case DELETE_OBJECT -> Set.of(ofVersion ? "s3:DeleteObjectVersion" : "s3:DeleteObject");
      case DELETE_OBJECTS -> Set.of(); // which of the two its body says: the other test tells
      case GET_BUCKET_CONFIGURATION ->
          Set.of(
              request.query().contains("ownershipControls")
                  ? "s3:GetBucketOwnershipControls"
                  : request.query().contains("publicAccessBlock")
                      ? "s3:GetBucketPublicAccessBlock"
                      : "s3:?" + request.query());
      default -> Set.of("s3:" + request.operation().s3Name());
    };
  }

  private static final Set<String> SAID_BY_BODIES =
      Set.of("s3:DeleteObject", "s3:DeleteObjectVersion");

  @ParameterizedTest
  @EnumSource(LeastPolicy.class)
  void each_action_is_sent_by_the_command_and_nothing_else_is(LeastPolicy policy)
      throws IOException {
    prepare(policy);
    s3.server().requests().keepRecords();
    for (Program.Result result : scenario(policy)) {
      assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    }
    Set<String> sent = new TreeSet<>();
    s3.server().requests().records().forEach(each -> sent.addAll(actions(each)));
    if (policy == LeastPolicy.PRESIGN) {
      sent.add("s3:GetObject"); // by whoever uses the address
    }
    Set<String> said = new TreeSet<>(policy.actions());
    boolean deletesMany =
        s3.server().requests().records().stream()
            .anyMatch(each -> each.operation() == Operation.DELETE_OBJECTS);
    if (deletesMany) {
      assertThat(said).containsAnyElementsOf(SAID_BY_BODIES);
      said.removeAll(SAID_BY_BODIES);
      sent.removeAll(SAID_BY_BODIES);
    }
    assertThat(said).isEqualTo(sent);
  }

  @ParameterizedTest
  @EnumSource(LeastPolicy.class)
  void where_nothing_else_is_permitted_the_command_does_its_work(LeastPolicy policy)
      throws IOException {
    prepare(policy);
    s3.server().policy("b", denyingAllBut(policy.actions()));
    for (Program.Result result : scenario(policy)) {
      assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = LeastPolicy.class,
      names = {"SYNC", "SYNC_DELETE", "SYNC_FROM", "RM", "RM_ALL_VERSIONS", "SETACL", "DOCTOR"})
  void without_one_of_the_actions_on_objects_something_fails(LeastPolicy policy)
      throws IOException {
    for (String each : policy.actions()) {
      if (each.contains("Bucket") || each.contains("Abort")) {
        continue;
      }
      prepare(policy);
      List<String> fewer = policy.actions().stream().filter(a -> !a.equals(each)).toList();
      s3.server().policy("b", denyingAllBut(fewer));
      assertThat(scenario(policy)).as(each).anyMatch(result -> result.exitCode() != 0);
      s3.server().policy("b", denyingAllBut(List.of("s3:*")));
    }
  }

  /// The server names all settings that it only keeps alike.
  private static String denyingAllBut(List<String> actions) {
    List<String> all = new ArrayList<>(actions);
    if (actions.stream().anyMatch(each -> each.contains("Ownership") || each.contains("Block"))) {
      all.add("s3:GetBucketConfiguration");
    }
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","NotAction":["%s"],
     "Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"]}]}\
    """
        .formatted(String.join("\",\"", all));
  }

  private void prepare(LeastPolicy policy) throws IOException {
    Path old = folder.resolve("src");
    if (Files.exists(old)) {
      try (Stream<Path> files = Files.walk(old)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    file("src/a", "one");
    file("src/b", "another");
    Files.write(folder.resolve("src/large"), new byte[IN_PARTS_BYTES]);
    switch (policy) {
      case RM_ALL_VERSIONS -> {
        s3.server().keepVersions("b");
        s3.put("b", "p/k", "1");
        s3.put("b", "p/k", "2");
      }
      case RB -> {}
      case RB_FORCE -> {
        s3.put("b", "p/k", "1");
        begunUpload();
      }
      case RB_ALL_VERSIONS -> {
        s3.put("b", "unversioned", "1");
        s3.server().keepVersions("b");
        s3.put("b", "p/k", "1");
        s3.put("b", "p/k", "2");
        begunUpload();
      }
      case CLEAN -> begunUpload();
      case LS_VERSIONS -> {
        s3.server().keepVersions("b");
        s3.put("b", "p/k", "1");
        s3.put("b", "p/k", "2");
      }
      case DU_UPLOADS -> {
        s3.put("b", "p/k", "1");
        begunUpload();
      }
      case SETACL -> {
        s3.put("b", "p/k", "1");
        s3.server().acl("b", "p/k", "public-read");
      }
      case DOCTOR -> s3.server().keepVersions("b");
      case SYNC, SYNC_DELETE -> s3.put("b", "p/gone", "1");
      case SYNC_FROM, VERIFY -> run("sync", "@/src/", "s3://b/p/");
      default -> s3.put("b", "p/k", "1");
    }
  }

  private void begunUpload() {
    AtomicBoolean denies = new AtomicBoolean(true);
    for (Operation each : List.of(Operation.UPLOAD_PART, Operation.ABORT_MULTIPART_UPLOAD)) {
      s3.server().faults().on(each).where(_ -> denies.get()).then(Fault.accessDenied());
    }
    run("sync", "@/src/large", "s3://b/p/large");
    denies.set(false);
    assertThat(s3.server().openMultipartUploads("b")).hasSize(1);
  }

  /// An upload in parts that fails, and is taken back.
  private void takenBack() throws IOException {
    Files.write(folder.resolve("src/other"), new byte[IN_PARTS_BYTES]);
    s3.server().faults().on(Operation.UPLOAD_PART).first(1).then(Fault.accessDenied());
    run("sync", "@/src/other", "s3://b/p/other");
  }

  private List<Program.Result> scenario(LeastPolicy policy) throws IOException {
    return switch (policy) {
      case SYNC -> {
        List<Program.Result> results = new ArrayList<>();
        results.add(run("sync", "@/src/", "s3://b/p/"));
        file("src/a", "changed");
        file("src/copy", "another");
        byte[] changed = new byte[IN_PARTS_BYTES];
        changed[5] = 1;
        Files.write(folder.resolve("src/large"), changed);
        results.add(run("sync", "@/src/", "s3://b/p/"));
        takenBack();
        yield results;
      }
      case SYNC_DELETE -> {
        List<Program.Result> results = new ArrayList<>(scenario(LeastPolicy.SYNC));
        results.add(run("sync", "@/src/", "s3://b/p/", "--delete", "--force"));
        yield results;
      }
      case SYNC_FROM -> List.of(run("sync", "s3://b/p/", "@/down/"));
      case VERIFY -> List.of(run("verify", "@/src/", "s3://b/p/"));
      case LS -> List.of(run("ls", "s3://b/p/"));
      case LS_VERSIONS -> List.of(run("ls", "--versions", "s3://b/p/"));
      case DU -> List.of(run("du", "s3://b/p/"));
      case DU_UPLOADS -> List.of(run("du", "--uploads", "s3://b/p/"));
      case MB -> List.of(run("mb", "s3://new-bucket"));
      case RM -> List.of(run("rm", "s3://b/p/", "--recursive", "--yes"));
      case RM_ALL_VERSIONS ->
          List.of(run("rm", "s3://b/p/", "--recursive", "--all-versions", "--yes"));
      case RB -> List.of(run("rb", "s3://b"));
      case RB_FORCE -> List.of(run("rb", "s3://b", "--force", "--yes"));
      case RB_ALL_VERSIONS -> List.of(run("rb", "s3://b", "--force", "--all-versions", "--yes"));
      case PRESIGN -> List.of(run("presign", "s3://b/p/k"));
      case SETACL -> List.of(run("setacl", "--acl-private", "--recursive", "s3://b/p/"));
      case ACL_AUDIT -> List.of(run("acl", "audit", "s3://b/p/"));
      case CLEAN -> List.of(run("clean", "s3://b/p/", "--older-than", "0s"));
      case DOCTOR -> List.of(run("doctor", "s3://b/p/"));
    };
  }

  @Test
  void what_a_policy_would_take_for_more_than_a_character_is_written_so_that_it_does_not() {
    Program.Result result = run("doctor", "s3://b/a*b?c$\"/", "--policy", "ls");
    assertThat(result.out()).contains("\"a${*}b${?}c${$}\\\"/*\"");
  }
}

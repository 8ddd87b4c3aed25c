package dev.sluice.store.s3.doctor;

import dev.sluice.store.s3.config.S3Endpoint;
import dev.sluice.store.s3.http.Origin;
import java.net.URI;
import java.util.function.Supplier;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/// The way to a bucket, as it is configured.
///
/// @param endpoint the service
/// @param origin the server that requests for the bucket go to
/// @param path what their paths begin with; empty where the server's name has the bucket's
/// @param proxy the proxy on the way; null for none
/// @param trust whom to trust; null for the platform's own authorities
/// @param credentials with which requests are signed
/// @param asUsual sends checksums as AWS tools do by themselves
/// @param said where the service and the region are, and by what that is said
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record ServiceWay(
    S3Endpoint endpoint,
    Origin origin,
    String path,
    @Nullable URI proxy,
    TrustManager @Nullable [] trust,
    AwsCredentialsProvider credentials,
    Supplier<S3Client> asUsual,
    String said) {}

import { AssumeRoleWithWebIdentity$ } from '@aws-sdk/client-sts';
import { AwsError } from '../../aws-error';
import type { Input } from '../../protocols/protocol';
import { operationShape } from '../../protocols/shapes';
import type { UnsignedOperation } from '../operation';
import { lowerFirst, violations, violationText } from '../validate';
import { webIdentityConstraints } from './sts-constraints';

/**
 * Called without a signature, with a token instead. No account of the sandbox has an OpenID Connect provider, so
 * every token is refused, in the words that AWS has for an account without one.
 */
export const assumeRoleWithWebIdentity: UnsignedOperation = {
  shape: operationShape(AssumeRoleWithWebIdentity$),
  run: refuseToken,
};

function refuseToken(input: Input): never {
  const found = violations(assumeRoleWithWebIdentity.shape, input, webIdentityConstraints);
  if (found.length > 0) throw new AwsError('ValidationError', violationText(found, lowerFirst));
  const issuer = issuerOf(String(input.WebIdentityToken));
  throw new AwsError(
    'InvalidIdentityToken',
    issuer === undefined
      ? 'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)'
      : `No OpenIDConnect provider found in your account for ${issuer}`,
  );
}

function issuerOf(token: string): string | undefined {
  try {
    const { iss } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      iss?: unknown;
    };
    return typeof iss === 'string' ? iss : undefined;
  } catch {
    return undefined;
  }
}

import { AwsError } from './aws-error';
import type { WireRequest, WireResponse } from './http/request';

/** Answers the one operation without a signature. Undefined for every other request. */
export async function answerUnsigned(
  request: WireRequest,
  requestId: string,
): Promise<WireResponse | undefined> {
  if (
    request.headers.authorization !== undefined ||
    !request.body.includes('Action=AssumeRoleWithWebIdentity')
  ) {
    return undefined;
  }
  const [{ service }, { assumeRoleWithWebIdentity }] = await Promise.all([
    import('./services/sts/sts-service'),
    import('./services/sts/web-identity'),
  ]);
  const { protocol } = service;
  const { shape, run } = assumeRoleWithWebIdentity;
  try {
    if (protocol.operationName(request) !== shape.name) return undefined;
    return protocol.encode(shape, run(protocol.decode(shape, request)), requestId);
  } catch (error) {
    if (error instanceof AwsError) return protocol.fail(error, requestId);
    throw error;
  }
}

import { randomUUID } from 'node:crypto';
import { authenticate } from './auth/authenticate';
import { parseAuthorization } from './auth/sigv4';
import { AwsError, notImplemented } from './aws-error';
import { type CallLog, count } from './call-log';
import type { Faults } from './faults';
import type { WireRequest, WireResponse } from './http/request';
import { awsJson } from './protocols/json';
import type { Protocol } from './protocols/protocol';
import { awsQuery } from './protocols/query';
import type { Call } from './services/operation';
import { serviceOf } from './services/service-table';
import type { SmsSettings } from './sms/settings';
import { answerUnsigned } from './unsigned-calls';
import type { World } from './world/world-model';

export interface Dispatcher {
  world: World;
  callLog: CallLog;
  sms: SmsSettings;
  faults: Faults;
  /** A line for each call. */
  log?: (line: string) => void;
}

/** The protocols of refusals to a service that the sandbox does not have. */
const anyQuery = awsQuery({ version: '', xmlns: 'https://sts.amazonaws.com/doc/2011-06-15/' });
const anyJson = awsJson({ version: '1.0', target: '', namespace: 'com.amazon.coral.service' });

/** Answers one request of an AWS client: authenticates, finds the operation, runs it. Never throws. */
export async function dispatch(sandbox: Dispatcher, request: WireRequest): Promise<WireResponse> {
  const requestId = randomUUID();
  const unsigned = await answerUnsigned(request, requestId);
  if (unsigned) return unsigned;
  const service = await serviceOf(scopeService(request) ?? '');
  const protocol = service?.protocol ?? guessProtocol(request);
  let name = '';
  let caller = '';
  let accountId = '';
  try {
    const authentication = await authenticate(sandbox.world, request);
    if ('problem' in authentication) throw protocol.authenticationError(authentication.problem);
    const { scope, key } = authentication;
    caller = key.caller.arn;
    accountId = key.caller.accountId;
    if (!service) throw notImplemented(`the service ${scope.service}`);
    const asked = protocol.operationName(request) ?? '';
    if (/^\w{0,128}$/.test(asked)) name = asked;
    const operation = service.operations.get(name);
    if (!operation)
      throw notImplemented(name ? `${scope.service}:${name}` : `this request of ${scope.service}`);
    await sandbox.faults.before(scope.service, name);
    const input = protocol.decode(operation.shape, request);
    const call: Call = { ...sandbox, caller: key.caller, scope, request, requestId };
    const response = protocol.encode(operation.shape, operation.run(call, input), requestId);
    finish(sandbox, accountId, scope.service, name, caller, '');
    return response;
  } catch (error) {
    const answer = error instanceof AwsError ? error : internal(sandbox, error);
    finish(sandbox, accountId, service?.name ?? '-', name || '-', caller, answer.code);
    return protocol.fail(answer, requestId);
  }
}

function finish(
  sandbox: Dispatcher,
  accountId: string,
  service: string,
  name: string,
  caller: string,
  code: string,
): void {
  count(sandbox.callLog, accountId, service, name, code !== '');
  sandbox.log?.(`${service}:${name} ${caller || 'unauthenticated'} ${code || 'ok'}`);
}

/** A defect of the sandbox, answered as AWS answers its own. The log has the cause. */
function internal(sandbox: Dispatcher, error: unknown): AwsError {
  sandbox.log?.(`internal error: ${error instanceof Error ? error.stack : String(error)}`);
  return new AwsError(
    'InternalFailure',
    `The sandbox failed: ${error instanceof Error ? error.message : error}`,
    500,
  );
}

/** The service of the credential scope, whose signature is not checked yet. It only chooses the protocol of the answer. */
function scopeService(request: WireRequest): string | undefined {
  const authorization = parseAuthorization(request);
  return 'kind' in authorization ? undefined : authorization.service;
}

function guessProtocol(request: WireRequest): Protocol {
  return /json/i.test(request.headers['content-type'] ?? '') ? anyJson : anyQuery;
}

import { AwsError } from '../../aws-error';
import { type Violation, violationText } from '../validate';

/** Modelled exceptions of SMS Voice v2, with the members that their shapes have. */
const modelled = true;

export function validation(
  reason: string,
  message: string,
  fields: { Name: string; Message: string }[] = [],
): AwsError {
  return new AwsError('ValidationException', message, 400, { Reason: reason, Fields: fields, modelled });
}

export function fieldViolations(found: readonly Violation[]): AwsError {
  const reason = found.every((violation) => violation.missing)
    ? 'MISSING_PARAMETER'
    : 'FIELD_VALIDATION_FAILED';
  const fields = found.map(({ path, message }) => ({ Name: path, Message: message }));
  return validation(
    reason,
    violationText(found, (path) => path),
    fields,
  );
}

export function conflict(
  reason: string,
  message: string,
  resourceType: string,
  resourceId: string,
): AwsError {
  const members = { Reason: reason, ResourceType: resourceType, ResourceId: resourceId, modelled };
  return new AwsError('ConflictException', message, 400, members);
}

export function notFound(resourceType: string, resourceId: string): AwsError {
  const message = `The requested resource was not found: ${resourceType} ${resourceId}`;
  return new AwsError('ResourceNotFoundException', message, 400, {
    ResourceType: resourceType,
    ResourceId: resourceId,
    modelled,
  });
}

export function quotaExceeded(reason: string, message: string): AwsError {
  return new AwsError('ServiceQuotaExceededException', message, 400, { Reason: reason, modelled });
}

export function throttled(): AwsError {
  return new AwsError('ThrottlingException', 'Rate exceeded', 400, { modelled });
}

export function accountDenied(reason: string): AwsError {
  return new AwsError('AccessDeniedException', 'Your account cannot send messages.', 400, {
    Reason: reason,
    modelled,
  });
}

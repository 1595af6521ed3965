import { AwsError } from '../../aws-error';

export function noSuchEntity(message: string): AwsError {
  return new AwsError('NoSuchEntity', message, 404);
}

export function alreadyExists(message: string): AwsError {
  return new AwsError('EntityAlreadyExists', message, 409);
}

export function limitExceeded(message: string): AwsError {
  return new AwsError('LimitExceeded', message, 409);
}

export function deleteConflict(message: string): AwsError {
  return new AwsError('DeleteConflict', message, 409);
}

export function invalidInput(message: string): AwsError {
  return new AwsError('InvalidInput', message, 400);
}

export function unmodifiable(roleName: string): AwsError {
  const message = `Cannot perform the operation on the protected role '${roleName}' - this role is only modifiable by AWS`;
  return new AwsError('UnmodifiableEntity', message, 400);
}

import type { Secondary } from '../../manifest/types';
import { isIntended } from '../expected';
import type { RoleDocument } from '../iam-model';
import type { Decision, Evaluator } from './evaluator';
import type { RoleRequest } from './request-set';

export interface SessionPermission {
  request: RoleRequest;
  decision: Decision;
  expected: boolean;
}

/** What a session of the sender role may do, evaluated once for each action and resource. */
export class SessionPermissions {
  private readonly known = new Map<string, SessionPermission>();

  constructor(
    private readonly evaluator: Evaluator,
    private readonly role: RoleDocument | undefined,
    private readonly secondary: Secondary,
  ) {}

  to(requests: readonly RoleRequest[]): SessionPermission[] {
    return requests.map((request) => this.one(request));
  }

  private one(request: RoleRequest): SessionPermission {
    const { action, resource } = request;
    const key = `${action} ${resource}`;
    const known = this.known.get(key);
    if (known) return known.request === request ? known : { ...known, request };
    const expected = isIntended(this.evaluator.manifest, this.secondary, action, resource);
    const decision = this.evaluator.act(this.role, action, resource, expected);
    const permission = { request, decision, expected };
    this.known.set(key, permission);
    return permission;
  }
}

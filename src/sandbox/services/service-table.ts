import type { Service } from './operation';

/** Services by signing name; each, with its SDK client's schemas, is loaded when it is first called. */
const loaders: Record<string, () => Promise<{ service: Service }>> = {
  sts: () => import('./sts/sts-service'),
  'sms-voice': () => import('./sms-voice/sms-voice-service'),
  mobiletargeting: () => import('./pinpoint/pinpoint-service'),
  iam: () => import('./iam/iam-service'),
  logs: () => import('./logs/logs-service'),
};

const loaded = new Map<string, Service>();

/** Undefined for a service that the sandbox does not have. */
export async function serviceOf(name: string): Promise<Service | undefined> {
  const known = loaded.get(name);
  if (known) return known;
  if (!Object.hasOwn(loaders, name)) return undefined;
  const { service } = await loaders[name]!();
  loaded.set(name, service);
  return service;
}

export const serviceNames = Object.keys(loaders);

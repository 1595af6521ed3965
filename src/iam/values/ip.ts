import { BlockList, isIP } from 'node:net';
import { ternary } from '../ternary';
import type { ValueTest } from './value-test';

const BITS = { 4: 32, 6: 128 } as const;

function family(address: string): 4 | 6 | undefined {
  // A zone (fe80::1%eth0) has a meaning on its own machine only.
  if (address.includes('%')) return undefined;
  const version = isIP(address);
  return version === 4 || version === 6 ? version : undefined;
}

/** An address is a range of one: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress */
export function compileIp(wanted: string): ValueTest | undefined {
  const [, address, length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(wanted) ?? [];
  const version = address === undefined ? undefined : family(address);
  if (address === undefined || version === undefined) return undefined;
  const bits = length === undefined ? BITS[version] : Number(length);
  if (bits > BITS[version]) return undefined;
  const range = new BlockList();
  range.addSubnet(address, bits, `ipv${version}`);
  return (had) => {
    const hadVersion = family(had);
    if (hadVersion === undefined) return 'unknown';
    return ternary(hadVersion === version && range.check(had, `ipv${version}`));
  };
}

import { BlockList, isIPv4, isIPv6 } from 'node:net';

const blockList = (family: 'ipv4' | 'ipv6', ...subnets: readonly string[]): BlockList => {
  const blocks = new BlockList();
  for (const subnet of subnets) {
    const [address = '', bits] = subnet.split('/');
    blocks.addSubnet(address, Number(bits), family);
  }
  return blocks;
};

/** IANA's registry of special-purpose addresses (RFC 6890), and addresses that clouds reserve. */
const SPECIAL_V4 = blockList(
  'ipv4',
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carriers' own, with Alibaba Cloud's metadata in it
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // Azure's host
  '169.254.0.0/16', // link-local, with the clouds' metadata in it
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocols
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
);

/** Global unicast: without loopback, mapped and translated IPv4, private and link-local addresses. */
const GLOBAL_V6 = blockList('ipv6', '2000::/3');
const SPECIAL_V6 = blockList(
  'ipv6',
  '2001::/23', // protocols, Teredo: an IPv4 address in disguise
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: an IPv4 address in disguise
  '3fff::/20', // documentation
);

/** Whether a text is an address of the public internet. */
export function isPublic(address: string): boolean {
  if (isIPv4(address)) return !SPECIAL_V4.check(address, 'ipv4');
  if (!isIPv6(address) || address.includes('%')) return false;
  return GLOBAL_V6.check(address, 'ipv6') && !SPECIAL_V6.check(address, 'ipv6');
}

const PRIVATE_V4 = blockList('ipv4', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16');
const PRIVATE_V6 = blockList('ipv6', 'fc00::/7');
/** AWS's metadata service, within the private range. */
const METADATA_V6 = blockList('ipv6', 'fd00:ec2::/32');

/**
 * Whether an address may be a mail server's: public, or private as in an organisation's network. Never this machine,
 * link-local, or a cloud's metadata service.
 */
export function isMailAddress(address: string): boolean {
  if (isPublic(address)) return true;
  if (isIPv4(address)) return PRIVATE_V4.check(address, 'ipv4');
  const isPlain = isIPv6(address) && !address.includes('%');
  return isPlain && PRIVATE_V6.check(address, 'ipv6') && !METADATA_V6.check(address, 'ipv6');
}

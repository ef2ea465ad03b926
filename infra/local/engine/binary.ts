import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The embedded engine does not exist for this platform or is not installed. */
export class EngineMissing extends Error {
  constructor() {
    super(
      '本机没有可用的内置数据库引擎（仅支持 Linux x64）。请将 DYNAMODB_ENDPOINT 设为 DynamoDB Local 或 AWS 的地址。\n' +
        'There is no embedded engine on this machine (it exists for Linux x64 alone). ' +
        'Set DYNAMODB_ENDPOINT to DynamoDB Local or AWS.',
    );
    this.name = 'EngineMissing';
  }
}

/** Resolves the engine's binary from a file; its package is an optional dependency. Throws `EngineMissing`. */
export function engineBinary(from: string): string {
  try {
    return join(dirname(createRequire(from).resolve('@dynoxide/linux-x64/package.json')), 'dynoxide');
  } catch {
    throw new EngineMissing();
  }
}

import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { KeptSecret } from './kept-secret.ts';

/**
 * The secret from which the key of the person hash follows: `{"current": "…"}` of 64 random letters and digits (381
 * bits). Without it nobody in the table is found by their ID number.
 */
export class KeySecret extends KeptSecret {
  constructor(scope: Construct, id: string, { encryptionKey }: { readonly encryptionKey: IKey }) {
    super(scope, id, {
      description: 'Houfu: key by which people are found; see docs/operations/key-rotation.md',
      encryptionKey,
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'current',
        passwordLength: 64,
        excludePunctuation: true,
      },
    });
  }
}

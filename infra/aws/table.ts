import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { TABLE } from '../../shared/table/store/definition.ts';

/** IAM actions on the table. A transaction needs the action of each of its parts. */
const READ = ['dynamodb:GetItem', 'dynamodb:Query'];
const WRITE = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];
/** Of commands, in addition: finding people, and conditions on items that are not written. */
const COMMANDS = ['dynamodb:BatchGetItem', 'dynamodb:ConditionCheckItem'];

const DECRYPT = ['kms:Decrypt', 'kms:DescribeKey'];
const ENCRYPT = [
  'kms:Encrypt',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
];

const key = (name: string) => ({ name, type: AttributeType.STRING });

/** The table and its key, neither of which is deleted with the stack. */
export class HoufuTable extends Construct {
  readonly name: string;
  readonly #table: Table;
  readonly key: IKey;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'Houfu: records of households and sites',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.#table = new Table(this, 'Table', {
      partitionKey: key(TABLE.partitionKey),
      sortKey: key(TABLE.sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      timeToLiveAttribute: TABLE.expiry,
    });
    for (const { name, partitionKey, sortKey, projected } of TABLE.indexes) {
      this.#table.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: key(partitionKey),
        sortKey: key(sortKey),
        ...(projected
          ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...projected] }
          : { projectionType: ProjectionType.ALL }),
      });
    }
    this.name = this.#table.tableName;
  }

  /** Reads and writes of single items, and queries; no scan. */
  grantReadWrite(to: IGrantable): void {
    this.#grant(to, [...READ, ...WRITE]);
  }

  /** Reads and writes, and the actions of commands. */
  grantCommands(to: IGrantable): void {
    this.#grant(to, [...READ, ...WRITE, ...COMMANDS]);
  }

  /** Reads, and puts of frozen months; no update and no delete. */
  grantFreezing(to: IGrantable): void {
    this.#grant(to, [...READ, 'dynamodb:BatchGetItem', 'dynamodb:PutItem']);
  }

  /** Reads, and writes of alerts and deliveries; no delete. */
  grantAlerts(to: IGrantable): void {
    this.#grant(to, [...READ, 'dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']);
  }

  /** Queries of runs, and puts of a run. */
  grantRuns(to: IGrantable): void {
    this.#grant(to, ['dynamodb:Query', 'dynamodb:PutItem']);
  }

  /** Reads and scans for the reconciliation, which writes only its run. */
  grantScan(to: IGrantable): void {
    this.#grant(to, [...READ, 'dynamodb:BatchGetItem', 'dynamodb:Scan', 'dynamodb:PutItem']);
  }

  #grant(to: IGrantable, actions: readonly string[]): void {
    this.#table.grant(to, ...actions);
    this.key.grant(to, ...DECRYPT, ...ENCRYPT);
  }
}

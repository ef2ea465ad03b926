import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { checkSignOf } from '../../../shared/domain/records/id-number.ts';

/** An `.xlsx` file as a writer of spreadsheets makes it; further sheets follow the first. */
export const xlsx = async (...sheets: SheetData[]): Promise<Uint8Array> =>
  await writeXlsxFile(sheets.map((data, i) => ({ data, sheet: `表${i + 1}` }))).toBuffer();

/** A `.csv` file; cells stand as they are given. */
export const csv = (rows: readonly (readonly string[])[], encoding = 'utf-8', bom = false): Uint8Array =>
  iconv.encode(rows.map((row) => row.join(',')).join('\r\n'), encoding, { addBOM: bom });

/** The parts of a workbook of one sheet whose XML is given, for what no writer would write. */
export const parts = (sheetXml: string): Record<string, Uint8Array> => ({
  '[Content_Types].xml': strToU8(
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  ),
  'xl/workbook.xml': strToU8(
    '<workbook xmlns:r="http://r"><sheets><sheet name="表1" sheetId="1" r:id="rId1"/></sheets></workbook>',
  ),
  'xl/_rels/workbook.xml.rels': strToU8(
    '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  ),
  'xl/worksheets/sheet1.xml': strToU8(sheetXml),
});

export const workbookOf = (rows: string, after = ''): Uint8Array =>
  zipSync(parts(`<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`));

/** A row of text cells, like `<c r="A1" t="inlineStr">…`. */
export const textRow = (row: number, texts: readonly string[]): string =>
  `<row r="${row}">${texts
    .map((text, i) => `<c r="${String.fromCharCode(65 + i)}${row}" t="inlineStr"><is><t>${text}</t></is></c>`)
    .join('')}</row>`;

/** A number of the unassigned area 511799 with its right check sign. */
export const idOf = (birth: string, serial: number): string => {
  const digits = `511799${birth.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  return digits + checkSignOf(digits);
};

export const ID = '511799198801010012';

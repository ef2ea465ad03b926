import { fileURLToPath } from 'node:url';
import { loadAreas } from '../shared/load-areas.ts';

export const AREAS_FOLDER = fileURLToPath(new URL('../areas', import.meta.url));

/** The areas of the prefecture whose names are in the repository. */
export const AREAS = loadAreas(AREAS_FOLDER, ['5117']);

export const { nameOf: areaName, counties, townships, findTownship, findVillage } = AREAS;

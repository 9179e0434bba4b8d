import { problemsOf } from '@teambrain/core';
import { roomErrorCodes } from '../shared/errors.js';

export const roomProblem = problemsOf(roomErrorCodes);

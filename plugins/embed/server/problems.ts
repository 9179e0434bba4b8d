import { problemsOf } from '@teambrain/core';
import { embedErrorCodes } from '../shared/errors.js';

export const embedProblem = problemsOf(embedErrorCodes);

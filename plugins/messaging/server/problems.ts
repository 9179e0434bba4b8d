import { problemsOf } from '@teambrain/core';
import { messagingErrorCodes } from '../shared/errors.js';

export const messageProblem = problemsOf(messagingErrorCodes);

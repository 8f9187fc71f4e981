import fc from 'fast-check';

/** Property tests draw the same cases every time, so that a change is judged and not luck; other cases: see CONTRIBUTING. */
fc.configureGlobal({ seed: Number(process.env['FAST_CHECK_SEED'] ?? 20_260_101) });

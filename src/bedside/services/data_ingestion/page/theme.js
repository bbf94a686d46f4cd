"use strict";
// Sets the chosen appearance before the first paint; so this one file is not deferred.
try {
  const chosen = localStorage.getItem("bedside.theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch { /* storage is forbidden: the system's appearance holds */ }

"use strict";
try {
  const theme = localStorage.getItem("entourage-theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
} catch { /* a browser that keeps nothing follows the system */ }

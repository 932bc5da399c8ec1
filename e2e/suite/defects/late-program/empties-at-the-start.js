const state = { text: "", mail: "" };
for (const [name, value] of Object.entries(state)) document.getElementById(name).value = value;

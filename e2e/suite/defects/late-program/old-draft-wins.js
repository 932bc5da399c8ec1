document.getElementById("text").value = localStorage.getItem("draft") ?? "";

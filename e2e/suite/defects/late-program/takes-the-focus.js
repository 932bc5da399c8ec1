document.getElementById("mail").focus();

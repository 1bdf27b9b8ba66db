<?php
$mail = new PHPMailer(true);
$mail->isSMTP();
$mail->Host       = 'post.host.example';
$mail->SMTPAuth   = true;
$mail->Username   = 'kari@fjord.example';
$mail->Password   = 'Hemmelig-9217';
$mail->SMTPSecure = 'tls';
$mail->Port       = 465;
$mail->setFrom('kari@fjord.example', 'Fjord');

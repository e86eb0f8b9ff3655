<#
.SYNOPSIS
    Says whether a Windows tablet is as packaging/windows/README.md wants it. Run it as administrator, after the rollout.
.PARAMETER Account
    The account that the kiosk runs as.
.OUTPUTS
    A line for each check. It ends with 0 when all is well, else with 1, so that Intune can use it for detection.
#>
[CmdletBinding()]
param([string]$Account = 'kiosk')

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
$script:Failed = 0
$Place = Join-Path $env:ProgramFiles 'Vetrina'

function Check([string]$What, [scriptblock]$Test, [string]$Do) {
    try { $Well = [bool](& $Test) } catch { $Well = $false; $Do = "$Do ($($_.Exception.Message))" }
    if ($Well) { Write-Output "ok    $What" } else { $script:Failed = 1; Write-Output "FAIL  ${What}: $Do" }
}

Check 'Vetrina is installed, once' {
    $Keys = Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\*' |
        Where-Object { $_.PSObject.Properties['DisplayName'] -and $_.DisplayName -eq 'Vetrina' }
    @($Keys).Count -eq 1
} 'run the installer: msiexec /i vetrina-kiosk-VERSION-x64.msi /qn'

# It compares every file with its sum, too.
Check 'the program is whole' {
    $env:QT_QPA_PLATFORM = 'offscreen'
    & (Join-Path $Place 'vetrina.exe') self-test | Out-Null
    $LASTEXITCODE -eq 0
} "run '$Place\vetrina.exe self-test' and read what it says"

Check 'the hub is known' {
    $Settings = & (Join-Path $Place 'vetrina.exe') config show --json | ConvertFrom-Json
    ($Settings.settings | Where-Object name -eq 'hub').value -ne ''
} 'install with HUBURL=..., or say it by policy'

Check 'every setting can be used' {
    $Settings = & (Join-Path $Place 'vetrina.exe') config show --json | ConvertFrom-Json
    if ($Settings.faults) { throw ($Settings.faults | ForEach-Object { "$($_.name): $($_.why)" }) -join '; ' }
    $true
} 'mend the policy'

Check "the account $Account is there and is no administrator" {
    $User = Get-LocalUser -Name $Account
    $Admins = Get-LocalGroupMember -SID 'S-1-5-32-544' | ForEach-Object { $_.SID.Value }
    $User.Enabled -and ($Admins -notcontains $User.SID.Value)
} "make it: New-LocalUser $Account -NoPassword, and leave it in Users alone"

Check 'Shell Launcher is on' {
    (Get-WindowsOptionalFeature -Online -FeatureName 'Client-EmbeddedShellLauncher').State -eq 'Enabled'
} 'Enable-WindowsOptionalFeature -Online -FeatureName Client-EmbeddedShellLauncher (Enterprise, Education, IoT)'

Check 'swipes from the edge are off' {
    (Get-ItemProperty 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\EdgeUI').AllowEdgeSwipe -eq 0
} 'set the policy "Allow edge swipe" to Disabled'

Check 'the disk is encrypted' {
    (Get-BitLockerVolume -MountPoint $env:SystemDrive).ProtectionStatus -eq 'On'
} 'turn on BitLocker: the tablet keeps its key and unsent lists'

exit $script:Failed
